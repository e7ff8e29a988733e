import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let pool: PoolFixture;
const begin = async (MfaConfiguration: string) => {
  pool = await PoolFixture.start({ userPool: { MfaConfiguration }, clients: [{}, { ClientName: 'second' }] });
  await pool.enrol('demo', own);
};
afterEach(() => pool.stop());

/** The code that an authenticator app shows, computed by an independent library. */
const codeOf = (secret: string, awaySeconds = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: pool.now.getTime() + awaySeconds * 1000 });
const wrongCodeOf = (secret: string) => {
  const near = [-60, -30, 0, 30, 60].map((away) => codeOf(secret, away));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!;
};
const answer = (Session: string | undefined, code: string, more: object = {}) =>
  pool.respond('SOFTWARE_TOKEN_MFA', { USERNAME: 'demo', SOFTWARE_TOKEN_MFA_CODE: code }, { Session, ...more });
const associate = async (proof: object) => {
  const { status, json } = await pool.call('AssociateSoftwareToken', proof);
  return { status, json, secret: String(json['SecretCode']) };
};

/** Sets up an app for a signed-in user; its first code is used up. */
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

  it.each([-30, 0, 30])('may be %i seconds off', async (away) => {
    // The code of the step before was used by the set-up.
    pool.pass(30);
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret, away))).status).toBe(200);
  });

  it.each([-60, 60])('may not be %i seconds off', async (away) => {
    pool.pass(30);
    const { Session } = (await pool.signIn('demo', own)).json;
    expect((await answer(Session, codeOf(secret, away))).json).toEqual({
      __type: 'CodeMismatchException',
      message: 'Invalid code received for user',
    });
  });

  it('uses each code once, whoever holds it, and none older than the last', async () => {
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

  it('may correct a wrong code in the same session', async () => {
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
      'three minutes have passed',
      () => {
        pool.pass(180);
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

  it('cannot be answered for by another user, another client, or with another step', async () => {
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

  it('shows the factor, and can switch it off and on again', async () => {
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

  it('can be freed by an administrator', async () => {
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

describe('setting up', () => {
  beforeEach(() => begin('OPTIONAL'));

  it('does not count before a code was right', async () => {
    const { AccessToken } = await pool.tokens('demo', own);
    const SoftwareTokenMfaSettings = { Enabled: true };
    const { secret } = await associate({ AccessToken });
    expect((await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings })).json).toEqual({
      __type: 'InvalidParameterException',
      message: 'User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA',
    });
    expect((await pool.call('VerifySoftwareToken', { AccessToken, UserCode: wrongCodeOf(secret) })).json).toEqual({
      __type: 'EnableSoftwareTokenMFAException',
      message: 'Code mismatch and fail enable Software Token MFA',
    });
    expect((await pool.signIn('demo', own)).json.AuthenticationResult).toBeDefined();
  });

  it('takes one proof of who it is, and knows no other factors', async () => {
    const { AccessToken } = await pool.tokens('demo', own);
    for (const proof of [{}, { AccessToken, Session: 'x'.repeat(128) }]) {
      expect((await associate(proof)).json.__type).toBe('InvalidParameterException');
    }
    const verify = { AccessToken, UserCode: '123456' };
    expect((await pool.call('VerifySoftwareToken', verify)).json.__type).toBe('SoftwareTokenMFANotFoundException');
    expect((await pool.call('VerifySoftwareToken', { ...verify, UserCode: '12345a' })).json.__type).toBe(
      'InvalidParameterException',
    );
    const sms = { AccessToken, SMSMfaSettings: { Enabled: true } };
    expect((await pool.call('SetUserMFAPreference', sms)).json.message).toContain('turn on SMS_MFA');
  });
});

describe('a pool without second factors', () => {
  it('offers none', async () => {
    await begin('OFF');
    const { AccessToken } = await pool.tokens('demo', own);
    expect((await associate({ AccessToken })).json).toEqual({
      __type: 'SoftwareTokenMFANotFoundException',
      message: 'Software Token MFA has not been enabled by the userPool.',
    });
  });
});

describe('a pool that demands a second factor', () => {
  beforeEach(() => begin('ON'));

  it('gives no tokens before one is set up, and asks for it from then on', async () => {
    const first = (await pool.signIn('demo', own)).json;
    expect(first).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'demo' },
    });
    const { secret, json: associated } = await associate({ Session: first.Session });
    const verify = (UserCode: string, Session = associated.Session) =>
      pool.call('VerifySoftwareToken', { UserCode, Session });
    expect((await verify(wrongCodeOf(secret))).json.__type).toBe('EnableSoftwareTokenMFAException');
    const verified = (await verify(codeOf(secret))).json;
    expect(verified).toMatchObject({ Status: 'SUCCESS', Session: expect.any(String) });
    const { json } = await pool.respond('MFA_SETUP', { USERNAME: 'demo' }, { Session: verified.Session });
    const { AccessToken = '' } = json.AuthenticationResult ?? {};
    const PreferredMfaSetting = 'SOFTWARE_TOKEN_MFA';
    expect((await pool.call('GetUser', { AccessToken })).json).toMatchObject({ PreferredMfaSetting });
    pool.pass(30);
    await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings: { Enabled: false } });
    const { Session, ChallengeName } = (await pool.signIn('demo', own)).json;
    expect(ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    expect((await answer(Session, codeOf(secret))).status).toBe(200);
  });

  it('cannot be passed by leaving steps out or going back', async () => {
    const { Session } = (await pool.signIn('demo', own)).json;
    const finish = (given: string | undefined) => pool.respond('MFA_SETUP', { USERNAME: 'demo' }, { Session: given });
    const { secret, json } = await associate({ Session });
    expect((await finish(json.Session)).json.message).toBe('Invalid session for the user.');
    expect((await finish(Session)).json.message).toContain('session can only be used once');
    const verify = (given?: string) => pool.call('VerifySoftwareToken', { Session: given, UserCode: codeOf(secret) });
    expect((await verify(Session)).json.message).toContain('session can only be used once');
    const verified = (await verify(json.Session)).json.Session;
    expect((await finish(verified)).status).toBe(200);
    expect((await finish(verified)).json.message).toContain('session can only be used once');
  });

  it('asks after a new password too', async () => {
    await pool.invite('new', 'Temporary-12');
    const { Session } = (await pool.signIn('new', 'Temporary-12')).json;
    const { json } = await pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'new', NEW_PASSWORD: own }, { Session });
    expect(json).toMatchObject({ ChallengeName: 'MFA_SETUP' });
    expect(json.AuthenticationResult).toBeUndefined();
  });
});
