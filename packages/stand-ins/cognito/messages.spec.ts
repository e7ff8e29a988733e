import { AdminCreateUserCommand, AdminResetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const address = 'demo@example.com';
let pool: PoolFixture;
afterEach(() => pool.stop());

/** Starts a pool whose function keeps the events and answers with `response`, or fails with it when it is an error. */
const begin = async (response: object) => {
  const events: object[] = [];
  const customMessage = (event: object) => {
    events.push(event);
    return response instanceof Error ? Promise.reject(response) : Promise.resolve({ ...event, response });
  };
  pool = await PoolFixture.start({ triggers: { customMessage }, userPool: { AutoVerifiedAttributes: ['email'] } });
  const UserAttributes = [
    { Name: 'email', Value: address },
    { Name: 'email_verified', Value: 'true' },
  ];
  const input = { ...pool.ids, Username: 'demo', UserAttributes, TemporaryPassword: own, MessageAction: 'SUPPRESS' };
  await pool.admin().send(new AdminCreateUserCommand({ ...input, MessageAction: 'SUPPRESS' }));
  await pool.setPassword('demo', own);
  return events;
};
const askForCode = async (ClientMetadata: object = {}) => {
  const { AccessToken } = await pool.tokens('demo', own);
  const input = { AccessToken, AttributeName: 'email', ClientMetadata };
  return pool.call('GetUserAttributeVerificationCode', input);
};

describe('the custom message function', () => {
  it('gets the event that AWS documents, with the ClientMetadata of the request', async () => {
    const events = await begin({});
    await askForCode({ notice: 'password-changed' });
    expect(events).toEqual([
      {
        ...{ version: '1', triggerSource: 'CustomMessage_VerifyUserAttribute', region: 'eu-central-1' },
        ...{ userPoolId: pool.cognito.userPoolId, userName: 'demo' },
        callerContext: { awsSdkVersion: expect.any(String), clientId: pool.cognito.userPoolClientId },
        request: {
          userAttributes: {
            sub: expect.any(String),
            'cognito:user_status': 'CONFIRMED',
            email: address,
            email_verified: 'true',
          },
          codeParameter: '{####}',
          linkParameter: '{##Click Here##}',
          usernameParameter: null,
          clientMetadata: { notice: 'password-changed' },
        },
        response: { smsMessage: null, emailMessage: null, emailSubject: null },
      },
    ]);
  });

  it('writes the mail, and the code is put in its place', async () => {
    await begin({ emailSubject: 'News', emailMessage: 'Your code is {####}.' });
    await askForCode();
    const { secret, ...mail } = pool.messages.at(-1)!;
    expect(mail).toEqual({
      ...{ kind: 'email', username: 'demo', address },
      ...{ subject: 'News', text: `Your code is ${secret}.` },
    });
  });

  it.each([
    ['writes nothing', {}],
    ['leaves the place of the code out', { emailSubject: 'News', emailMessage: 'No code.' }],
    ['writes a subject only', { emailSubject: 'News' }],
  ])('leaves the mail to the service when it %s', async (_name, response) => {
    await begin(response);
    await askForCode();
    expect(pool.messages.at(-1)).toMatchObject({ kind: 'email', subject: undefined, text: undefined });
  });

  it('must keep the place of the user name too in an invitation', async () => {
    await begin({ emailMessage: 'Password {####}' });
    const invite = (Username: string) => {
      const input = { ...pool.ids, Username, TemporaryPassword: 'Temp$&-Word-12' };
      return pool.admin().send(new AdminCreateUserCommand(input));
    };
    await invite('guest');
    expect(pool.messages.at(-1)?.text).toBeUndefined();
    await pool.stop();
    const events = await begin({ emailMessage: 'Name {username}, password {####}' });
    await invite('guest');
    expect(pool.messages.at(-1)?.text).toBe('Name guest, password Temp$&-Word-12');
    expect(events).toMatchObject([
      {
        triggerSource: 'CustomMessage_AdminCreateUser',
        callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
        request: { usernameParameter: '{username}' },
      },
    ]);
  });

  it('is told why each mail is sent', async () => {
    const events = await begin({});
    await pool.call('ForgotPassword', { Username: 'demo', ClientMetadata: { a: 'b' } });
    const { AccessToken } = await pool.tokens('demo', own);
    const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }];
    await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
    expect(events).toMatchObject([
      { triggerSource: 'CustomMessage_ForgotPassword', request: { clientMetadata: { a: 'b' } } },
      { triggerSource: 'CustomMessage_UpdateUserAttribute', userName: 'demo' },
    ]);
  });

  it('is told of a reset by an administrator', async () => {
    const events = await begin({});
    await pool.admin().send(new AdminResetUserPasswordCommand({ ...pool.ids, Username: 'demo' }));
    expect(events).toMatchObject([
      {
        triggerSource: 'CustomMessage_ForgotPassword',
        callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
      },
    ]);
  });

  it.each([
    ['fails', new Error('No text'), 'UserLambdaValidationException'],
    ['writes too much', { emailMessage: `{####}${'x'.repeat(20_000)}` }, 'InvalidLambdaResponseException'],
    ['writes a number', { emailMessage: 1 }, 'InvalidLambdaResponseException'],
  ])('ends the request when it %s, and no mail is sent', async (_name, response, type) => {
    await begin(response);
    expect((await askForCode()).json.__type).toBe(type);
    expect(pool.messages).toEqual([]);
  });
});
