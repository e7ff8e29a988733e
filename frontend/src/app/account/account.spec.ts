import { beforeEach, describe, expect, it } from '@jest/globals';

import { testConfig } from '../../testing/test-config.ts';
import { Account, isClosed } from './account.ts';
import { FakePoolRequests, refusal } from './testing/fake-pool-requests.ts';

let pool: FakePoolRequests;
let account: Account;
beforeEach(() => {
  pool = new FakePoolRequests();
  account = new Account(testConfig, 'account-token');
});

describe('Account', () => {
  it('sends each change with its own token', async () => {
    await account.changePassword('old', 'new');
    await account.sendCodeTo('anna@example.com');
    await account.confirmEmail('123456');
    await account.removeAuthenticator();
    await account.signOutEverywhere();
    const [AccessToken, AttributeName] = ['account-token', 'email'];
    expect(pool.sent).toEqual([
      { operation: 'ChangePassword', input: { AccessToken, PreviousPassword: 'old', ProposedPassword: 'new' } },
      {
        operation: 'UpdateUserAttributes',
        input: { AccessToken, UserAttributes: [{ Name: 'email', Value: 'anna@example.com' }] },
      },
      { operation: 'VerifyUserAttribute', input: { AccessToken, AttributeName, Code: '123456' } },
      {
        operation: 'SetUserMFAPreference',
        input: { AccessToken, SoftwareTokenMfaSettings: { Enabled: false } },
      },
      { operation: 'GlobalSignOut', input: { AccessToken } },
    ]);
  });

  it.each([
    [{}, false],
    [{ UserMFASettingList: ['SMS_MFA'] }, false],
    [{ UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }, true],
  ])('knows from %j whether there is an authenticator app: %s', async (user, isThere) => {
    pool.answer('GetUser', user);
    await expect(account.hasAuthenticator()).resolves.toBe(isThere);
  });

  it('asks for codes only when the service has taken the first one', async () => {
    pool.answer('VerifySoftwareToken', { Status: 'ERROR' }, { Status: 'SUCCESS' });
    await expect(account.confirmAuthenticator('123456')).rejects.toThrow();
    expect(pool.operations).toEqual(['VerifySoftwareToken']);
    await account.confirmAuthenticator('123456');
    expect(pool.operations.at(-1)).toBe('SetUserMFAPreference');
  });

  it('does not fail because a mail about a change could not be sent', async () => {
    pool.answer('GetUserAttributeVerificationCode', refusal('InvalidParameterException'));
    await account.notify('password-changed');
    expect(pool.sent[0]?.input).toMatchObject({ ClientMetadata: { notice: 'password-changed' } });
  });

  it('is closed when the service refuses its token', async () => {
    pool.answer('GetUser', refusal('NotAuthorizedException', 'Access Token has expired'));
    const error = await account.hasAuthenticator().catch((thrown: unknown) => thrown);
    expect([isClosed(error), isClosed(refusal('NotAuthorizedException'))]).toEqual([true, false]);
  });
});
