import { AdminConfirmSignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let pool: PoolFixture;
const begin = async (AllowAdminCreateUserOnly: boolean, client: object = {}) => {
  const userPool = { AdminCreateUserConfig: { AllowAdminCreateUserOnly }, AutoVerifiedAttributes: ['email'] };
  pool = await PoolFixture.start({ userPool, clients: [client] });
};
afterEach(() => pool.stop());

const signUp = (Username: string, Password = own, UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }]) =>
  pool.call('SignUp', { Username, Password, UserAttributes });
const confirm = (Username: string, ConfirmationCode: string) =>
  pool.call('ConfirmSignUp', { Username, ConfirmationCode });
const resend = (Username: string) => pool.call('ResendConfirmationCode', { Username });
const sentCode = () => pool.messages.at(-1)?.secret ?? '';

describe('signing up', () => {
  it('is refused where administrators create the accounts', async () => {
    await begin(true);
    expect((await signUp('demo')).json).toEqual({
      __type: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    });
    expect((await pool.signIn('demo', own)).status).toBe(400);
  });

  it('creates an account that can be used after its code has come back', async () => {
    await begin(false);
    expect((await signUp('Demo')).json).toEqual({
      ...{ UserConfirmed: false, UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      CodeDeliveryDetails: { Destination: 'd***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    expect((await pool.signIn('demo', own)).json.__type).toBe('UserNotConfirmedException');
    expect((await confirm('demo', sentCode() === '000000' ? '111111' : '000000')).json.__type).toBe(
      'CodeMismatchException',
    );
    expect((await confirm('demo', sentCode())).json).toEqual({});
    const { AccessToken } = await pool.tokens('demo', own);
    expect((await pool.call('GetUser', { AccessToken })).json['UserAttributes']).toContainEqual({
      Name: 'email_verified',
      Value: 'true',
    });
    expect((await confirm('demo', sentCode())).json).toEqual({
      __type: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });

  it('refuses a taken name, a weak password and attributes that the user may not set', async () => {
    await begin(false);
    await signUp('demo');
    expect((await signUp('DEMO')).json).toEqual({ __type: 'UsernameExistsException', message: 'User already exists' });
    expect((await signUp('other', 'short')).json.__type).toBe('InvalidPasswordException');
    const vouched = [{ Name: 'email_verified', Value: 'true' }];
    expect((await signUp('other', own, vouched)).json.__type).toBe('InvalidParameterException');
  });

  it('sends another code, of which the last one counts for a day', async () => {
    await begin(false);
    await signUp('demo');
    expect((await resend('demo')).json).toMatchObject({ CodeDeliveryDetails: { Destination: 'd***@e***' } });
    pool.pass(24 * 3600);
    expect((await confirm('demo', sentCode())).json.__type).toBe('ExpiredCodeException');
    await resend('demo');
    expect((await confirm('demo', sentCode())).status).toBe(200);
    expect((await resend('demo')).json).toEqual({
      __type: 'InvalidParameterException',
      message: 'User is already confirmed.',
    });
  });

  it('does not tell which names exist, unless the client allows it', async () => {
    await begin(false);
    expect((await confirm('nobody', '123456')).json.__type).toBe('ExpiredCodeException');
    expect((await resend('nobody')).json).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } });
    expect((await confirm('nobody', '123456')).json.__type).toBe('CodeMismatchException');
    expect(pool.messages).toEqual([]);
    await pool.stop();
    await begin(false, { PreventUserExistenceErrors: 'LEGACY' });
    expect((await confirm('nobody', '123456')).json.__type).toBe('UserNotFoundException');
    expect((await resend('nobody')).json.__type).toBe('UserNotFoundException');
  });

  it('can be confirmed by an administrator, which proves no address', async () => {
    await begin(false);
    await signUp('demo');
    await pool.admin().send(new AdminConfirmSignUpCommand({ ...pool.ids, Username: 'demo' }));
    const { AccessToken } = await pool.tokens('demo', own);
    expect(JSON.stringify((await pool.call('GetUser', { AccessToken })).json)).not.toContain('email_verified');
  });
});
