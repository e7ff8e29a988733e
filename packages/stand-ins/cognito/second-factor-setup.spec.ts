import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { authenticatorApp } from './testing/authenticator-app.ts';
import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let pool: PoolFixture;
const begin = async (MfaConfiguration: string) => {
  pool = await PoolFixture.start({ userPool: { MfaConfiguration } });
  await pool.enrol('demo', own);
};
afterEach(() => pool.stop());

const { codeOf, wrongCodeOf, answer, associate } = authenticatorApp(() => pool);

describe('the set-up of an authenticator app', () => {
  beforeEach(() => begin('OPTIONAL'));

  it('does not count before a right code', async () => {
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

  it('takes exactly one proof of identity, and knows no other factors', async () => {
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
  it('offers no authenticator app', async () => {
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

  it('gives no tokens before a factor is set up, and asks for the factor after that', async () => {
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

  it('also asks for it after a new password', async () => {
    await pool.invite('new', 'Temporary-12');
    const { Session } = (await pool.signIn('new', 'Temporary-12')).json;
    const { json } = await pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'new', NEW_PASSWORD: own }, { Session });
    expect(json).toMatchObject({ ChallengeName: 'MFA_SETUP' });
    expect(json.AuthenticationResult).toBeUndefined();
  });
});
