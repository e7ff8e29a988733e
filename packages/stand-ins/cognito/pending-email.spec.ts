import { AdminGetUserCommand, AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const [present, wanted] = ['demo@example.com', 'new@example.com'];
let pool: PoolFixture;
let AccessToken: string;
beforeEach(async () => {
  pool = await PoolFixture.start({
    userPool: {
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    },
  });
  await pool.enrol('demo', own);
  await write('demo', present);
  ({ AccessToken } = await pool.tokens('demo', own));
});
afterEach(() => pool.stop());

/** Writes a verified address as an administrator. */
const write = (Username: string, email: string, email_verified = 'true') => {
  const UserAttributes = Object.entries({ email, email_verified }).map(([Name, Value]) => ({ Name, Value }));
  return pool.admin().send(new AdminUpdateUserAttributesCommand({ ...pool.ids, Username, UserAttributes }));
};
const ask = (Value = wanted) =>
  pool.call('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'email', Value }] });
const verify = (Code: string) => pool.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code });
const send = () => pool.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
const lastCode = () => pool.messages.at(-1)?.secret ?? '';
const emailOf = async (Username: string) => {
  const { UserAttributes = [] } = await pool.admin().send(new AdminGetUserCommand({ ...pool.ids, Username }));
  const values = new Map(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  return { email: values.get('email'), email_verified: values.get('email_verified') };
};

describe('a new address that must be verified first', () => {
  it('is the user’s only after its code has come back', async () => {
    expect((await ask()).json).toEqual({
      CodeDeliveryDetailsList: [{ Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }],
    });
    expect(pool.messages).toMatchObject([{ kind: 'email', address: wanted }]);
    expect(await emailOf('demo')).toEqual({ email: present, email_verified: 'true' });
    expect((await pool.signIn(present, own)).status).toBe(200);
    expect((await pool.signIn(wanted, own)).status).toBe(400);
    expect((await verify(lastCode())).json).toEqual({});
    expect(await emailOf('demo')).toEqual({ email: wanted, email_verified: 'true' });
    expect((await pool.signIn(wanted, own)).status).toBe(200);
    expect((await pool.signIn(present, own)).status).toBe(400);
  });

  it('is not verified by a code that went to the present address', async () => {
    await ask();
    await send();
    expect(pool.messages).toMatchObject([{ address: wanted }, { address: present }]);
    const [toWanted, toPresent] = pool.messages.map(({ secret }) => secret);
    expect((await verify(toPresent!)).json).toEqual({});
    expect(await emailOf('demo')).toEqual({ email: present, email_verified: 'true' });
    expect((await verify(toWanted!)).json).toEqual({});
    expect(await emailOf('demo')).toEqual({ email: wanted, email_verified: 'true' });
  });

  it('gives way to a later one, whose code alone is good', async () => {
    await ask('first@example.com');
    const first = lastCode();
    await ask();
    const second = lastCode();
    expect((await verify(first === second ? 'same' : first)).json.__type).toBe('CodeMismatchException');
    expect((await verify(second)).json).toEqual({});
    expect(await emailOf('demo')).toEqual({ email: wanted, email_verified: 'true' });
  });

  it('is refused when somebody signs in with it meanwhile, and the present one stays', async () => {
    await ask();
    await pool.enrol('other', own);
    await write('other', wanted);
    expect((await verify(lastCode())).json.__type).toBe('AliasExistsException');
    expect(await emailOf('demo')).toEqual({ email: present, email_verified: 'true' });
  });

  it('takes five wrong codes an hour', async () => {
    await ask();
    const wrong = lastCode() === '000000' ? '111111' : '000000';
    for (let time = 0; time < 5; time += 1) expect((await verify(wrong)).json.__type).toBe('CodeMismatchException');
    expect((await verify(lastCode())).json.__type).toBe('LimitExceededException');
    expect(await emailOf('demo')).toMatchObject({ email: present });
  });

  it('is written at once by an administrator who vouches for it, and what waited is forgotten', async () => {
    await ask();
    await write('demo', 'third@example.com');
    expect(await emailOf('demo')).toEqual({ email: 'third@example.com', email_verified: 'true' });
    expect((await verify(lastCode())).json.__type).toBe('ExpiredCodeException');
    await write('demo', 'fourth@example.com', 'false');
    expect(await emailOf('demo')).toEqual({ email: 'third@example.com', email_verified: 'false' });
  });

  it('lets the other attributes of the request count at once', async () => {
    const UserAttributes = Object.entries({ email: wanted, locale: 'de' }).map(([Name, Value]) => ({ Name, Value }));
    await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
    const { json } = await pool.call('GetUser', { AccessToken });
    expect(json['UserAttributes']).toContainEqual({ Name: 'locale', Value: 'de' });
    expect(json['UserAttributes']).toContainEqual({ Name: 'email', Value: present });
  });

  it('is forgotten with the present one when the user deletes the address', async () => {
    await ask();
    expect((await pool.call('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['email'] })).json).toEqual({});
    expect(await emailOf('demo')).toEqual({ email: undefined, email_verified: undefined });
    expect((await verify(lastCode())).json.__type).toBe('ExpiredCodeException');
  });
});
