import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { PoolFixture } from './testing/pool-fixture.ts';

const temporary = 'Temporary-12';
const own = 'My own password 1';
const tokens = v.object({ access: v.string(), id: v.string() });
const journey = v.looseObject({ signedIn: tokens, renewed: tokens, other: tokens });

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start();
  const UserAttributes = [
    { Name: 'email', Value: 'demo@example.com' },
    { Name: 'email_verified', Value: 'true' },
  ];
  const input = { Username: 'demo', UserAttributes, TemporaryPassword: temporary, MessageAction: 'SUPPRESS' } as const;
  await pool.admin().send(new AdminCreateUserCommand({ ...pool.ids, ...input }));
});
afterEach(() => pool.stop());

describe("the app's own sign-in client, Amplify", () => {
  it('signs in with an address, takes the new-password step, renews its session, and revokes with both of its sign-outs', async () => {
    const { userPoolId, userPoolClientId, url } = pool.cognito;
    const script = join(import.meta.dirname, 'testing/amplify-journey.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--no-warnings', script],
      ...[userPoolId, userPoolClientId, url, temporary, own],
    ]);
    const seen = v.parse(journey, JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    expect(seen).toMatchObject({
      wrong: 'NotAuthorizedException: Incorrect username or password.',
      first: { nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED' } },
      weak: 'InvalidPasswordException: Password did not conform with policy: Password not long enough',
      confirmed: { isSignedIn: true },
      again: { isSignedIn: true },
      signedOut: {},
    });
    expect(seen.renewed.access).not.toBe(seen.signedIn.access);
    for (const AccessToken of [seen.signedIn.access, seen.renewed.access, seen.other.access]) {
      expect((await pool.call('GetUser', { AccessToken })).json.message).toBe('Access Token has been revoked');
    }
  }, 30_000);
});
