import assert from 'node:assert/strict';

import type { StackDescription } from '../../local/stack-file.ts';
import { call } from '../../local/testing/api-calls.ts';
import { callCognito, signInForAccount, type StackUser } from '../../local/testing/stack-user.ts';
import { inputWith } from '../attack/account-operations.ts';
import type { Checks } from './checks.ts';
import { expectStatus } from './expect-status.ts';

/** The operations of the account that ministack has. */
const operations = [
  ...['GetUser', 'UpdateUserAttributes', 'ChangePassword', 'AssociateSoftwareToken'],
  ...['SetUserMFAPreference', 'GlobalSignOut', 'DeleteUser'],
];

const refused = { __type: 'NotAuthorizedException', message: 'Access Token does not have required scopes' };

/** Tries the app's token of `user` on the account, and a token of an account change on the files. */
export async function tryTakeover(
  checks: Checks,
  stack: StackDescription,
  username: string,
  user: StackUser,
): Promise<void> {
  for (const operation of operations) {
    await checks.run(`a token of the app is refused by ${operation}`, async () => {
      assert.deepEqual(await callCognito(stack, operation, inputWith(operation, user.accessToken)), refused);
    });
  }
  await checks.run('a sign-in for a change of the account opens the account, and not the files', async () => {
    const { accessToken } = await signInForAccount(stack, username);
    assert.partialDeepStrictEqual(await callCognito(stack, 'GetUser', { AccessToken: accessToken }), {
      Username: username,
    });
    await expectStatus(await call({ url: stack.apiUrl, accessToken }, 'GET', '/files'), 401);
  });
}
