import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';

import { expect } from '../../journey.ts';
import { canned } from '../proxy/fault.ts';
import type { Exchange } from '../proxy/exchange.ts';
import { nth } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import { partBytes, type Scene } from '../rig/scene.ts';

/** From now on the API refuses the token that the page has, as API Gateway does after its time. */
function expireToken(scene: Scene) {
  const tokenOf = ({ headers }: Exchange) => headers.authorization;
  const old = scene.web.exchanges.filter(requests.anyCall).map(tokenOf).at(-1);
  if (old === undefined) throw new Error('The page has shown no token yet.');
  const expired = canned.gateway(401, 'The incoming token has expired');
  return scene.web.always((exchange) => requests.anyCall(exchange) && tokenOf(exchange) === old, {
    kind: 'answer',
    with: expired,
  });
}

/** The person's session ends under way. */
export const sessionFaults: readonly FaultCase[] = [
  {
    name: 'session gone',
    outcome: 'stored',
    run: async (scene) => {
      const { account, page, rig } = scene;
      const stuck = scene.s3.add({
        where: requests.part,
        which: nth(scene.pick(1, 2)),
        fault: { kind: 'cut', side: 'request', afterBytes: scene.pick(1, partBytes), by: 'rst' },
      });
      const end = new AdminUserGlobalSignOutCommand({ UserPoolId: rig.stack.userPoolId, Username: account.name });
      await rig.pool.send(end);
      const rule = expireToken(scene);
      await scene.chooseFile();
      await rule.hit();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText('Your session has ended')).toBeVisible();
      await dialog.getByLabel('Password', { exact: true }).fill(account.password);
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await stuck.hit();
      await scene.isVerified();
    },
  },
];
