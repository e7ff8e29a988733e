import { AdminConfirmSignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const next = 'My next password 2';
let pool: PoolFixture;
afterEach(() => pool.stop());

const begin = async (fails = false) => {
  const events: object[] = [];
  const postConfirmation = (event: object) => {
    events.push(event);
    return fails ? Promise.reject(new Error('No sign-out')) : Promise.resolve(event);
  };
  pool = await PoolFixture.start({
    triggers: { postConfirmation },
    userPool: { AutoVerifiedAttributes: ['email'], AdminCreateUserConfig: {} },
  });
  const UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }];
  await pool.call('SignUp', { Username: 'demo', Password: own, UserAttributes });
  return events;
};
const sentCode = () => pool.messages.at(-1)?.secret ?? '';
const confirm = (more: object = {}) =>
  pool.call('ConfirmSignUp', { Username: 'demo', ConfirmationCode: sentCode(), ...more });
const reset = async (more: object = {}) => {
  await pool.call('ForgotPassword', { Username: 'demo' });
  const input = { Username: 'demo', ConfirmationCode: sentCode(), Password: next };
  return pool.call('ConfirmForgotPassword', { ...input, ...more });
};

describe('the post confirmation function', () => {
  it('is called after a sign-up and after a reset, with the ClientMetadata of each', async () => {
    const events = await begin();
    await confirm({ ClientMetadata: { step: 'one' } });
    expect((await reset({ ClientMetadata: { step: 'two' } })).json).toEqual({});
    const common = { version: '1', userName: 'demo', region: 'eu-central-1', response: {} };
    const userAttributes = { sub: expect.any(String), 'cognito:user_status': 'CONFIRMED', email: 'demo@example.com' };
    expect(events).toMatchObject([
      {
        ...{ ...common, triggerSource: 'PostConfirmation_ConfirmSignUp' },
        request: { userAttributes, clientMetadata: { step: 'one' } },
      },
      {
        ...{ ...common, triggerSource: 'PostConfirmation_ConfirmForgotPassword' },
        request: { userAttributes, clientMetadata: { step: 'two' } },
      },
    ]);
  });

  it('is called after a confirmation by an administrator', async () => {
    const events = await begin();
    await pool.admin().send(new AdminConfirmSignUpCommand({ ...pool.ids, Username: 'demo' }));
    expect(events).toMatchObject([{ triggerSource: 'PostConfirmation_ConfirmSignUp' }]);
  });

  it('is not called for a wrong code or a weak password', async () => {
    const events = await begin();
    await confirm();
    await reset({ ConfirmationCode: 'wrong' });
    await reset({ Password: 'weak' });
    expect(events).toHaveLength(1);
  });

  it('ends the request with its error when it fails, and the new password counts', async () => {
    await begin(true);
    await confirm();
    expect((await reset()).json).toEqual({
      __type: 'UserLambdaValidationException',
      message: 'PostConfirmation failed with error No sign-out.',
    });
    expect((await pool.signIn('demo', next)).status).toBe(200);
  });
});
