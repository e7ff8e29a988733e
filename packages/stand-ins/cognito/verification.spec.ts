import { AdminGetUserCommand, AdminUpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
let pool: PoolFixture;
let AccessToken: string;
beforeEach(async () => {
  pool = await PoolFixture.start({ userPool: { AutoVerifiedAttributes: ['email'] } });
  await pool.enrol('demo', own);
  ({ AccessToken } = await pool.tokens('demo', own));
});
afterEach(() => pool.stop());

const update = (Name: string, Value: string) =>
  pool.call('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name, Value }] });
const verify = (Code: string, AttributeName = 'email') =>
  pool.call('VerifyUserAttribute', { AccessToken, AttributeName, Code });
const send = (AttributeName = 'email') => pool.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName });
const sentCode = () => pool.messages.at(-1)?.secret ?? '';
const attributes = async (): Promise<unknown> => {
  const { UserAttributes = [] } = await pool.admin().send(new AdminGetUserCommand({ ...pool.ids, Username: 'demo' }));
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
};

describe('an address', () => {
  it('is verified by the code that is sent to it', async () => {
    expect((await update('email', 'demo@example.com')).json).toEqual({
      CodeDeliveryDetailsList: [{ Destination: 'd***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }],
    });
    expect(pool.messages).toMatchObject([{ kind: 'email', username: 'demo', address: 'demo@example.com' }]);
    expect(await attributes()).toMatchObject({ email: 'demo@example.com', email_verified: 'false' });
    expect((await verify(sentCode())).json).toEqual({});
    expect(await attributes()).toMatchObject({ email_verified: 'true' });
    expect(decodeJwt((await pool.tokens('demo', own)).IdToken)).toMatchObject({ email_verified: true });
    expect((await verify(sentCode())).json.__type).toBe('ExpiredCodeException');
  });

  it('is no longer verified after a change, and its earlier code is refused', async () => {
    await update('email', 'demo@example.com');
    const first = sentCode();
    await verify(first);
    await update('email', 'other@example.com');
    await update('email', 'third@example.com');
    expect(await attributes()).toMatchObject({ email: 'third@example.com', email_verified: 'false' });
    expect((await verify(first)).status).toBe(400);
  });

  it('is not verified by a code for an address that an administrator replaced', async () => {
    await update('email', 'demo@example.com');
    const UserAttributes = [{ Name: 'email', Value: 'other@example.com' }];
    const input = { ...pool.ids, Username: 'demo', UserAttributes };
    await pool.admin().send(new AdminUpdateUserAttributesCommand(input));
    expect((await verify(sentCode())).json.__type).toBe('ExpiredCodeException');
    expect(await attributes()).toMatchObject({ email: 'other@example.com', email_verified: 'false' });
  });

  it('stays verified when the same address is written again', async () => {
    await update('email', 'demo@example.com');
    await verify(sentCode());
    expect((await update('email', 'demo@example.com')).json).toEqual({ CodeDeliveryDetailsList: [] });
    expect(await attributes()).toMatchObject({ email_verified: 'true' });
  });

  it('can be sent another code, which is good for a day', async () => {
    await update('email', 'demo@example.com');
    expect((await send()).json).toMatchObject({ CodeDeliveryDetails: { Destination: 'd***@e***' } });
    expect(pool.messages).toHaveLength(2);
    pool.pass(24 * 3600);
    ({ AccessToken } = await pool.tokens('demo', own));
    expect((await verify(sentCode())).json.__type).toBe('ExpiredCodeException');
  });

  it('takes five wrong codes an hour', async () => {
    await update('email', 'demo@example.com');
    const wrong = sentCode() === '000000' ? '111111' : '000000';
    for (let time = 0; time < 5; time += 1) expect((await verify(wrong)).json.__type).toBe('CodeMismatchException');
    expect((await verify(sentCode())).json.__type).toBe('LimitExceededException');
  });

  it('can be marked as verified by an administrator, but not by the user', async () => {
    await update('email', 'demo@example.com');
    expect((await update('email_verified', 'true')).json.__type).toBe('InvalidParameterException');
    const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
    const input = { ...pool.ids, Username: 'demo', UserAttributes };
    await pool.admin().send(new AdminUpdateUserAttributesCommand(input));
    expect(await attributes()).toMatchObject({ email_verified: 'true' });
  });

  it.each([
    ['email', 'no address'],
    ['unknown', 'x'],
  ])('refuses %s %j', async (name, value) => {
    expect((await update(name, value)).json.__type).toBe('InvalidParameterException');
  });

  it('cannot be changed through a client that may not write it', async () => {
    await pool.stop();
    const clients = [{ WriteAttributes: ['locale'] }];
    pool = await PoolFixture.start({ clients, userPool: { AdminCreateUserConfig: {} } });
    await pool.enrol('demo', own);
    ({ AccessToken } = await pool.tokens('demo', own));
    const refusal = {
      __type: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    };
    expect((await update('email', 'demo@example.com')).json).toEqual(refusal);
    expect((await update('locale', 'de')).status).toBe(200);
    const UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }];
    expect((await pool.call('SignUp', { Username: 'new', Password: own, UserAttributes })).json).toEqual(refusal);
    await pool.invite('invited', 'Temporary-12');
    const { Session } = (await pool.signIn('invited', 'Temporary-12')).json;
    const answers = { USERNAME: 'invited', NEW_PASSWORD: own, 'userAttributes.email': 'demo@example.com' };
    expect((await pool.respond('NEW_PASSWORD_REQUIRED', answers, { Session })).json).toEqual(refusal);
    await pool.admin().send(new AdminUpdateUserAttributesCommand({ ...pool.ids, Username: 'demo', UserAttributes }));
    expect(await attributes()).toMatchObject({ email: 'demo@example.com', locale: 'de' });
  });

  it('must exist, and telephones are refused', async () => {
    expect((await send()).json.__type).toBe('InvalidParameterException');
    expect((await send('phone_number')).json.__type).toBe('InvalidParameterException');
    expect((await verify('123456', 'phone_number')).json.__type).toBe('InvalidParameterException');
    expect((await verify('123456')).json.__type).toBe('ExpiredCodeException');
  });
});
