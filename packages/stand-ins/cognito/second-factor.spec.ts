import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { authenticatorApp } from './testing/authenticator-app.ts';
import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let pool: PoolFixture;
const begin = async (MfaConfiguration: string) => {
  pool = await PoolFixture.start({ userPool: { MfaConfiguration }, clients: [{}, { ClientName: 'second' }] });
  await pool.enrol('demo', own);
};
afterEach(() => pool.stop());

const { codeOf, wrongCodeOf, answer, associate } = authenticatorApp(() => pool);

/** Sets up an app for a signed-in user, which uses up its first code. */
async function setUp(AccessToken: string, SoftwareTokenMfaSettings: object = { Enabled: true, PreferredMfa: true }) {
  const { secret } = await associate({ AccessToken });
  const { json } = await pool.call('VerifySoftwareToken', { AccessToken, UserCode: codeOf(secret) });
  expect(json).toEqual({ Status: 'SUCCESS' });
  expect((await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings })).status).toBe(200);
  pool.pass(30);
  return secret;
}

describe('a user with an authenticator app', () => {
  let secret: string;
  let AccessToken: string;
  beforeEach(async () => {
    await begin('OPTIONAL');
    ({ AccessToken } = await pool.tokens('demo', own));
    secret = await setUp(AccessToken);
  });

  it('is asked for its code after the password, and then gets tokens', async () => {
    const { json } = await pool.signIn('demo', own);
    expect(json).toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ChallengeParameters: { USER_ID_FOR_SRP: 'demo' },
      Session: expect.any(String),
    });
    expect(json.AuthenticationResult).toBeUndefined();
    expect((await answer(json.Session, codeOf(secret))).json.AuthenticationResult).toMatchObject({ ExpiresIn: 3600 });
  });

  it.each([-30, 0, 30])('is accepted with a clock that is %i seconds off', async (away) => {
    // The set-up used up the code of the step before.
    pool.pass(30);
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret, away))).status).toBe(200);
  });

  it.each([-60, 60])('is refused with a clock that is %i seconds off', async (away) => {
    pool.pass(30);
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret, away))).json).toEqual({
      __type: 'CodeMismatchException',
      message: 'Invalid code received for user',
    });
  });

  it('can use each code once, and no code older than the last', async () => {
    const usedOnce = { __type: 'ExpiredCodeException', message: 'Your software token has already been used once.' };
    const code = codeOf(secret);
    const sessions = await Promise.all([pool.signIn('demo', own), pool.signIn('demo', own), pool.signIn('demo', own)]);
    const replies = await Promise.all(sessions.map(({ json }) => answer(json.Session, code)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, code)).json).toEqual(usedOnce);
    expect((await answer(Session, codeOf(secret, -30))).json).toEqual(usedOnce);
    expect((await answer(Session, codeOf(secret, 30))).status).toBe(200);
  });

  it('does not sign in with the code that verified the set-up', async () => {
    pool.pass(-30);
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret))).json.__type).toBe('ExpiredCodeException');
  });

  it('can correct a wrong code in the same session', async () => {
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, wrongCodeOf(secret))).json.__type).toBe('CodeMismatchException');
    expect((await answer(Session, codeOf(secret))).status).toBe(200);
    expect((await answer(Session, codeOf(secret, 30))).json.message).toContain('session can only be used once');
  });

  it('is locked after five wrong codes, and the right password does not unlock', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { Session } = (await pool.signIn('demo', own)).json;
      await answer(Session, wrongCodeOf(secret));
    }
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret))).json.message).toBe('Password attempts exceeded');
    pool.pass(1);
    expect((await answer(Session, codeOf(secret))).status).toBe(200);
  });

  it.each([
    [
      'a quarter of an hour has passed',
      () => {
        pool.pass(900);
        return Promise.resolve();
      },
      'session is expired',
    ],
    [
      'the password has changed',
      async () => {
        const input = { Username: 'demo', Password: 'Another password 1', Permanent: true };
        await pool.admin().send(new AdminSetUserPasswordCommand({ ...pool.ids, ...input }));
      },
      'Invalid session for the user.',
    ],
    [
      'the user was disabled',
      async () => {
        await pool.admin().send(new AdminDisableUserCommand({ ...pool.ids, Username: 'demo' }));
      },
      'User is disabled.',
    ],
  ])('is refused a right code when %s', async (_name, change, message) => {
    const { Session } = (await pool.signIn('demo', own)).json;
    await change();
    expect((await answer(Session, codeOf(secret))).json.message).toContain(message);
  });

  it('cannot be signed in by another user, another client, or with another step', async () => {
    await pool.enrol('other', own);
    const { Session } = (await pool.signIn('demo', own)).json;
    const USERNAME = 'other';
    const replies = [
      await pool.respond('SOFTWARE_TOKEN_MFA', { USERNAME, SOFTWARE_TOKEN_MFA_CODE: codeOf(secret) }, { Session }),
      await answer(Session, codeOf(secret), { ClientId: pool.clientIds[1] }),
      await pool.respond('MFA_SETUP', { USERNAME: 'demo' }, { Session }),
      await pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'demo', NEW_PASSWORD: own }, { Session }),
      await answer('x'.repeat(128), codeOf(secret)),
    ];
    expect(new Set(replies.map(({ json }) => json.message))).toEqual(new Set(['Invalid session for the user.']));
    expect((await pool.call('AssociateSoftwareToken', { Session })).json.message).toBe('Invalid session for the user.');
    expect((await answer(Session, codeOf(secret))).status).toBe(200);
  });

  it('has the factor in the description, and can switch it off and on again', async () => {
    const factors = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
    expect((await pool.call('GetUser', { AccessToken })).json).toMatchObject(factors);
    const get = new AdminGetUserCommand({ ...pool.ids, Username: 'demo' });
    expect(await pool.admin().send(get)).toMatchObject(factors);
    const prefer = (Enabled: boolean) =>
      pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled } });
    await prefer(false);
    expect((await pool.call('GetUser', { AccessToken })).json).not.toHaveProperty('UserMFASettingList');
    expect((await pool.signIn('demo', own)).json.AuthenticationResult).toBeDefined();
    await prefer(true);
    expect((await pool.signIn('demo', own)).json.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('can sign in without the app after an administrator has switched it off', async () => {
    const input = { Username: 'demo', SoftwareTokenMfaSettings: { Enabled: false } };
    await pool.admin().send(new AdminSetUserMFAPreferenceCommand({ ...pool.ids, ...input }));
    expect((await pool.signIn('demo', own)).json.AuthenticationResult).toBeDefined();
  });

  it('keeps the old app until a new one has shown a code', async () => {
    const next = await associate({ AccessToken });
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret))).status).toBe(200);
    pool.pass(30);
    await pool.call('VerifySoftwareToken', { AccessToken, UserCode: codeOf(next.secret) });
    pool.pass(30);
    const again = (await pool.signIn('demo', own)).json.Session;
    expect((await answer(again, codeOf(secret))).json.__type).toBe('CodeMismatchException');
    expect((await answer(again, codeOf(next.secret))).status).toBe(200);
  });
});
