import { AdminDeleteSoftwareTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from '@jest/globals';

import { authenticatorApp } from './testing/authenticator-app.ts';
import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let pool: PoolFixture;
afterEach(() => pool.stop());

const { codeOf, answer, associate } = authenticatorApp(() => pool);

/** Starts a pool in which `demo` has set up an app: at the sign-in where the pool demands it, otherwise with a token. */
async function begin(MfaConfiguration: 'ON' | 'OPTIONAL'): Promise<string> {
  pool = await PoolFixture.start({ userPool: { MfaConfiguration } });
  await pool.enrol('demo', own);
  const { Session, AuthenticationResult } = (await pool.signIn('demo', own)).json;
  const AccessToken = AuthenticationResult?.AccessToken;
  const proof = AccessToken === undefined ? { Session } : { AccessToken };
  const { secret, json } = await associate(proof);
  const verified = AccessToken === undefined ? { Session: json.Session } : { AccessToken };
  const { Session: next } = (await pool.call('VerifySoftwareToken', { ...verified, UserCode: codeOf(secret) })).json;
  const prefer = { AccessToken, SoftwareTokenMfaSettings: { Enabled: true } };
  if (AccessToken === undefined) await pool.respond('MFA_SETUP', { USERNAME: 'demo' }, { Session: next });
  else await pool.call('SetUserMFAPreference', prefer);
  pool.pass(30);
  return secret;
}

const remove = (Username = 'demo') => pool.admin().send(new AdminDeleteSoftwareTokenCommand({ ...pool.ids, Username }));

describe('AdminDeleteSoftwareToken', () => {
  it('lets the next sign-in set up another app where the pool demands a factor', async () => {
    const secret = await begin('ON');
    const before = (await pool.signIn('demo', own)).json;
    expect(before.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    await remove();
    expect((await pool.signIn('demo', own)).json.ChallengeName).toBe('MFA_SETUP');
    expect((await answer(before.Session, codeOf(secret))).json.__type).toBe('SoftwareTokenMFANotFoundException');
  });

  it('leaves the password alone where a factor is a choice', async () => {
    await begin('OPTIONAL');
    expect((await pool.signIn('demo', own)).json.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    await remove();
    expect((await pool.signIn('demo', own)).json.AuthenticationResult).toBeDefined();
  });

  it('refuses a user without an app, and one who is not there', async () => {
    await begin('OPTIONAL');
    await remove();
    await expect(remove()).rejects.toThrow('User has no software token.');
    await expect(remove('nobody')).rejects.toThrow('User does not exist.');
  });
});
