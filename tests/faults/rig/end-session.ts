import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';

import { canned } from '../proxy/fault.ts';
import type { Rule } from '../proxy/rule.ts';
import { expect } from './expect.ts';
import type { Scene } from './scene.ts';

/** Ends the session everywhere: `which` calls of the API with this path are refused, all of them by default. */
export async function endSession(
  scene: Scene,
  calls: string,
  which: NonNullable<Rule['which']> = () => true,
): Promise<{ readonly signInAgain: () => Promise<void> }> {
  const { stack, pool } = scene.rig;
  await pool.send(new AdminUserGlobalSignOutCommand({ UserPoolId: stack.userPoolId, Username: scene.account.name }));
  const ended = scene.web.add({
    where: ({ path, method }) => path === calls && method === 'POST',
    which,
    fault: { kind: 'answer', with: canned.gateway(401, 'The incoming token has expired') },
  });
  const signInAgain = async (): Promise<void> => {
    const dialog = scene.page.getByRole('dialog');
    await expect(dialog.getByText('Your session has ended')).toBeVisible();
    ended.remove();
    await dialog.getByLabel('Password', { exact: true }).fill(scene.account.password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  return { signInAgain };
}
