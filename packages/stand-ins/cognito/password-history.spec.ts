import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PoolFixture, userPool } from './testing/pool-fixture.ts';

const nth = (number: number) => `My own password ${number}`;
const refusal = {
  __type: 'PasswordHistoryPolicyViolationException',
  message: 'Password has previously been used.',
};
let pool: PoolFixture;
beforeEach(async () => {
  const { PasswordPolicy } = userPool.Policies;
  pool = await PoolFixture.start({
    userPool: { Policies: { PasswordPolicy: { ...PasswordPolicy, PasswordHistorySize: 2 } } },
  });
  await pool.invite('demo', 'Temporary-12');
  await pool.setPassword('demo', nth(1));
});
afterEach(() => pool.stop());

const change = async (PreviousPassword: string, ProposedPassword: string) => {
  const { AccessToken } = await pool.tokens('demo', PreviousPassword);
  return (await pool.call('ChangePassword', { AccessToken, PreviousPassword, ProposedPassword })).json;
};

describe('a password that the user had before', () => {
  it('is refused by ChangePassword, the present one and as many before it as the policy says', async () => {
    expect(await change(nth(1), nth(1))).toEqual(refusal);
    expect(await change(nth(1), nth(2))).toEqual({});
    expect(await change(nth(2), nth(3))).toEqual({});
    expect(await change(nth(3), nth(1))).toEqual(refusal);
    expect(await change(nth(3), nth(4))).toEqual({});
    expect(await change(nth(4), nth(1))).toEqual({});
  });

  it('is refused by a reset, whose code stays good', async () => {
    await pool.stop();
    const { PasswordPolicy } = userPool.Policies;
    pool = await PoolFixture.start({
      userPool: {
        ...{ AutoVerifiedAttributes: ['email'], AdminCreateUserConfig: {} },
        Policies: { PasswordPolicy: { ...PasswordPolicy, PasswordHistorySize: 2 } },
      },
    });
    const UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }];
    await pool.call('SignUp', { Username: 'demo', Password: nth(1), UserAttributes });
    const code = () => pool.messages.at(-1)?.secret;
    await pool.call('ConfirmSignUp', { Username: 'demo', ConfirmationCode: code() });
    await pool.call('ForgotPassword', { Username: 'demo' });
    const reset = async (Password: string) =>
      (await pool.call('ConfirmForgotPassword', { Username: 'demo', ConfirmationCode: code(), Password })).json;
    expect(await reset(nth(1))).toEqual(refusal);
    expect(await reset(nth(2))).toEqual({});
  });

  it('is refused by an administrator’s AdminSetUserPassword', async () => {
    await change(nth(1), nth(2));
    await expect(pool.setPassword('demo', nth(1))).rejects.toMatchObject({ name: refusal.__type });
  });

  it('is the temporary one too when the first own one is chosen, but an administrator may set that again', async () => {
    await pool.invite('new', 'Temporary-12');
    const again = { ...pool.ids, Username: 'new', Password: 'Temporary-12', Permanent: false };
    await pool.admin().send(new AdminSetUserPasswordCommand(again));
    const { Session } = (await pool.signIn('new', 'Temporary-12')).json;
    const choose = (NEW_PASSWORD: string) =>
      pool.respond('NEW_PASSWORD_REQUIRED', { USERNAME: 'new', NEW_PASSWORD }, { Session });
    expect((await choose('Temporary-12')).json).toEqual(refusal);
    expect((await choose(nth(1))).status).toBe(200);
  });
});
