import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const next = 'My next password 2';
const mismatch = {
  __type: 'CodeMismatchException',
  message: 'Invalid verification code provided, please try again.',
};
const expired = { __type: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
const tooMany = { __type: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.' };

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start({ clients: [{}, { PreventUserExistenceErrors: 'LEGACY' }] });
  await person('demo', { email: 'demo@example.com', email_verified: 'true' });
});
afterEach(() => pool.stop());

async function person(Username: string, attributes: Record<string, string>): Promise<void> {
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  const input = { ...pool.ids, Username, UserAttributes, MessageAction: 'SUPPRESS' } as const;
  await pool.admin().send(new AdminCreateUserCommand(input));
  const password = { ...pool.ids, Username, Password: own, Permanent: true };
  await pool.admin().send(new AdminSetUserPasswordCommand(password));
}
const ask = (Username: string, more: object = {}) => pool.call('ForgotPassword', { Username, ...more });
const confirm = (Username: string, ConfirmationCode: string, Password = next, more: object = {}) =>
  pool.call('ConfirmForgotPassword', { Username, ConfirmationCode, Password, ...more });
const sentCode = () => pool.messages.at(-1)?.secret ?? '';
const otherThan = (code: string) => (code === '000000' ? '111111' : '000000');
const legacy = () => ({ ClientId: pool.clientIds[1] });
const disable = (Username: string) => pool.admin().send(new AdminDisableUserCommand({ ...pool.ids, Username }));

describe('a forgotten password', () => {
  it('is replaced by the person who has the code', async () => {
    expect((await ask('Demo')).json).toEqual({
      CodeDeliveryDetails: { Destination: 'd***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    expect(pool.messages).toEqual([
      { kind: 'forgotten-password', username: 'demo', address: 'demo@example.com', secret: sentCode() },
    ]);
    expect(sentCode()).toMatch(/^\d{6}$/);
    expect((await confirm('demo', sentCode())).json).toEqual({});
    expect((await pool.signIn('demo', next)).status).toBe(200);
    expect((await pool.signIn('demo', own)).status).toBe(400);
  });

  it('stays as it is until the code has come back', async () => {
    await ask('demo');
    expect((await pool.signIn('demo', own)).status).toBe(200);
    expect((await confirm('demo', otherThan(sentCode()))).json).toEqual(mismatch);
    expect((await pool.signIn('demo', own)).status).toBe(200);
  });

  it('keeps to the policy, and lets the user correct the new password', async () => {
    await ask('demo');
    expect((await confirm('demo', sentCode(), 'short')).json).toEqual({
      __type: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    });
    expect((await confirm('demo', sentCode())).status).toBe(200);
  });

  it('is replaced once per code, however many requests come at once', async () => {
    await ask('demo');
    const code = sentCode();
    const replies = await Promise.all(Array.from({ length: 8 }, () => confirm('demo', code)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await confirm('demo', code)).json).toEqual(expired);
  });

  it('has an hour for its code, and only the last code counts', async () => {
    await ask('demo');
    const first = sentCode();
    do await ask('demo');
    while (sentCode() === first);
    expect((await confirm('demo', first)).json).toEqual(mismatch);
    pool.pass(3600);
    expect((await confirm('demo', sentCode())).json).toEqual(expired);
    await ask('demo');
    pool.pass(3599);
    expect((await confirm('demo', sentCode())).status).toBe(200);
  });

  it('allows five attempts an hour, the right code included', async () => {
    await ask('demo');
    const code = sentCode();
    for (let time = 0; time < 5; time += 1) expect((await confirm('demo', otherThan(code))).json).toEqual(mismatch);
    expect((await confirm('demo', code)).json).toEqual(tooMany);
    await ask('demo');
    expect((await confirm('demo', sentCode())).json).toEqual(tooMany);
    pool.pass(3600);
    await ask('demo');
    expect((await confirm('demo', sentCode())).status).toBe(200);
  });

  it('allows five codes an hour, for names of nobody too', async () => {
    for (const name of ['demo', 'nobody']) {
      for (let time = 0; time < 5; time += 1) expect((await ask(name)).status).toBe(200);
      expect((await ask(name)).json).toEqual(tooMany);
    }
    expect(pool.messages).toHaveLength(5);
    pool.pass(3600);
    expect((await ask('demo')).status).toBe(200);
  });

  it('ends the lock of failed sign-ins', async () => {
    for (let time = 0; time < 8; time += 1) await pool.signIn('demo', 'a wrong password');
    await ask('demo');
    await confirm('demo', sentCode());
    expect((await pool.signIn('demo', next)).status).toBe(200);
  });

  it.each([
    ['demo', { ConfirmationCode: '' }],
    ['demo', { ConfirmationCode: '12 34' }],
    ['', {}],
    ['a b', {}],
  ])('refuses %j with %j before anything else', async (Username, more) => {
    const input = { Username, ConfirmationCode: '123456', Password: next, ...more };
    expect((await pool.call('ConfirmForgotPassword', input)).json.__type).toBe('InvalidParameterException');
  });
});

describe('a user who cannot be sent a code', () => {
  beforeEach(async () => {
    await person('unverified', { email: 'u@example.com' });
    await person('homeless', {});
    await person('disabled', { email: 'x@example.com', email_verified: 'true' });
    await disable('disabled');
  });

  it.each(['nobody', 'unverified', 'homeless', 'disabled'])('gets the same answer as other users: %s', async (name) => {
    const { status, json } = await ask(name);
    expect(status).toBe(200);
    expect(json).toEqual({
      CodeDeliveryDetails: {
        Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
        ...{ DeliveryMedium: 'EMAIL', AttributeName: 'email' },
      },
    });
    expect((await ask(name)).json).toEqual(json);
    expect(pool.messages).toEqual([]);
    expect((await confirm(name, '000000')).json).toEqual(mismatch);
  });

  it('gets the same answer for a code that was never requested', async () => {
    for (const name of ['demo', 'nobody', 'disabled']) expect((await confirm(name, '123456')).json).toEqual(expired);
  });

  it.each([
    ['nobody', 'UserNotFoundException', 'Username/client id combination not found.'],
    [
      'unverified',
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    ],
    ['disabled', 'NotAuthorizedException', 'User is disabled.'],
  ])('is told so by a client with LEGACY errors: %s', async (name, __type, message) => {
    expect((await ask(name, legacy())).json).toEqual({ __type, message });
  });

  it('gets the refusal of AWS in every client before the first own password', async () => {
    await pool.invite('invited', 'Temporary-12');
    for (const more of [{}, legacy()]) {
      expect((await ask('invited', more)).json).toEqual({
        __type: 'NotAuthorizedException',
        message: 'User password cannot be reset in the current state.',
      });
    }
  });

  it('keeps the old password when disabled after the code was requested', async () => {
    await ask('demo');
    await disable('demo');
    expect((await confirm('demo', sentCode())).json).toEqual(mismatch);
  });
});

describe('an administrator', () => {
  const reset = (Username: string) => pool.admin().send(new AdminResetUserPasswordCommand({ ...pool.ids, Username }));

  it('can demand another password: the old one no longer signs in, and a code is sent', async () => {
    await reset('demo');
    expect((await pool.signIn('demo', own)).json.__type).toBe('PasswordResetRequiredException');
    expect(pool.messages).toMatchObject([{ kind: 'forgotten-password', address: 'demo@example.com' }]);
    expect((await confirm('demo', sentCode())).status).toBe(200);
    expect((await pool.signIn('demo', next)).status).toBe(200);
  });

  it('gets an error that names what prevents the reset', async () => {
    await person('homeless', {});
    await pool.invite('invited', 'Temporary-12');
    await expect(reset('homeless')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(reset('invited')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(reset('nobody')).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
