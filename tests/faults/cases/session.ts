import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';

import { uploadRow } from '../../e2e/journey.ts';
import { canned } from '../proxy/fault.ts';
import type { Exchange } from '../proxy/exchange.ts';
import { nth } from '../proxy/rule.ts';
import { expect } from '../rig/expect.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import { partBytes, type Scene } from '../rig/scene.ts';

const hourMs = 3_600_000;

/**
 * Makes the API refuse the token that the page has, as API Gateway does when it has expired; with `after` not before
 * that.
 */
function expireToken(scene: Scene, after?: Promise<unknown>) {
  const tokenOf = ({ headers }: Exchange) => headers.authorization;
  const old = scene.web.exchanges.filter(requests.anyCall).map(tokenOf).at(-1);
  if (old === undefined) throw new Error('The page has shown no token yet.');
  const expired = canned.gateway(401, 'The incoming token has expired');
  return scene.web.always((exchange) => requests.anyCall(exchange) && tokenOf(exchange) === old, {
    kind: 'answer',
    with: expired,
    ...(after && { after }),
  });
}

/** Counts the page's calls of one operation of the user pool. */
function countCalls({ page, rig }: Scene, operation: string): () => number {
  let count = 0;
  page.on('request', (request) => {
    const target = request.headers()['x-amz-target'] ?? '';
    if (request.url().startsWith(rig.stack.cognitoUrl) && target.endsWith(operation)) count += 1;
  });
  return () => count;
}

export const sessionFaults: readonly FaultCase[] = [
  {
    name: 'expired token with parallel calls',
    outcome: 'stored',
    run: async (scene) => {
      const renewals = countCalls(scene, 'GetTokensFromRefreshToken');
      // All calls are sent before the first is refused.
      const { promise: allAsk, resolve } = Promise.withResolvers<undefined>();
      const rule = expireToken(scene, allAsk);
      const others = Array.from({ length: 4 }, (_, index) => `beside-${index}.bin`);
      await scene.chooseFile(...others);
      await rule.hit(scene.pick(3, 1 + others.length));
      resolve(undefined);
      await scene.isVerified();
      for (const name of others) await expect(uploadRow(scene.page, name)).toContainText('Verified');
      expect(renewals()).toBe(1);
    },
  },
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
  {
    name: 'two hours asleep',
    outcome: 'stored',
    ownClock: true,
    run: async (scene) => {
      const rule = scene.s3.add({
        where: requests.part,
        which: nth(scene.pick(1, 2)),
        fault: { kind: 'hang', afterBytes: scene.pick(1, partBytes / 2) },
      });
      await scene.chooseFile();
      await rule.hit();
      // After the machine wakes up, the connections are gone and the signatures have expired.
      const refused = new Set<string | null>();
      const isFirstSince = ({ query }: Exchange): boolean => {
        const partNumber = query.get('partNumber');
        return refused.size < refused.add(partNumber).size;
      };
      scene.s3.add({
        where: (exchange) => requests.part(exchange) && isFirstSince(exchange),
        fault: { kind: 'answer', with: canned.s3Error(403, 'AccessDenied') },
      });
      await scene.s3.down();
      await scene.s3.up();
      expireToken(scene);
      await scene.page.clock.fastForward(2 * hourMs);
      await scene.isVerified();
    },
  },
  {
    name: 'wrong client clock',
    outcome: 'stored',
    ownClock: true,
    run: async (scene) => {
      const offMs = scene.oneOf(-26, -3, 3, 26) * hourMs;
      await scene.page.clock.setSystemTime(Date.now() + offMs);
      const rule = scene.s3.add({
        where: requests.part,
        which: nth(scene.pick(1, scene.partCount)),
        fault: { kind: 'answer', with: canned.s3Error(500, 'InternalError') },
      });
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
];
