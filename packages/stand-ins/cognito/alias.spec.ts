import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  type AdminCreateUserCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';

import { PoolFixture } from './testing/pool-fixture.ts';
import { claimTime } from './testing/srp-client.ts';

const own = 'My own password 1';
const incorrect = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const taken = { __type: 'AliasExistsException', message: 'An account with the email already exists.' };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start({ userPool: { AutoVerifiedAttributes: ['email'], AdminCreateUserConfig: {} } });
  await person('ann', 'Ann@Example.com');
});
afterEach(() => pool.stop());

const emailOf = (Value: string, isVerified = true) => [
  { Name: 'email', Value },
  { Name: 'email_verified', Value: String(isVerified) },
];

async function person(
  Username: string,
  address: string,
  { isVerified = true, ...more }: Partial<AdminCreateUserCommandInput> & { isVerified?: boolean } = {},
): Promise<void> {
  const input = { ...pool.ids, Username, UserAttributes: emailOf(address, isVerified), ...more };
  await pool.admin().send(new AdminCreateUserCommand({ ...input, MessageAction: 'SUPPRESS' }));
  await pool.admin().send(new AdminSetUserPasswordCommand({ ...pool.ids, Username, Password: own, Permanent: true }));
}

const attributesOf = async (Username: string): Promise<unknown> => {
  const { UserAttributes = [] } = await pool.admin().send(new AdminGetUserCommand({ ...pool.ids, Username }));
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
};
const sentCode = () => pool.messages.at(-1)?.secret ?? '';
const mayAs = async (name: string) => (await pool.signIn(name, own)).status === 200;

describe('a verified address', () => {
  it('signs in in whatever case it is written, and the tokens have the user name', async () => {
    const { json } = await pool.challenge('ANN@example.COM');
    expect(json.ChallengeParameters).toMatchObject({ USERNAME: 'ann', USER_ID_FOR_SRP: 'ann' });
    const { AccessToken, IdToken } = await pool.tokens('ann@example.com', own);
    expect(decodeJwt(AccessToken)['username']).toBe('ann');
    expect(decodeJwt(IdToken)['cognito:username']).toBe('ann');
    expect(decodeJwt(AccessToken).sub).toBe(decodeJwt((await pool.tokens('ann', own)).AccessToken).sub);
  });

  it('is not the user name of the proof', async () => {
    const { srp, parameters } = await pool.challenge('ann@example.com');
    const proof = srp.answer(parameters, own, claimTime(pool.now));
    const withAlias = { ...proof, USERNAME: 'ann@example.com' };
    expect((await pool.respond('PASSWORD_VERIFIER', withAlias)).json).toEqual(incorrect);
  });

  it('counts failed attempts together with the user name', async () => {
    for (const name of ['ann', 'ann@example.com', 'ann', 'ANN@example.com', 'ann']) await pool.signIn(name, 'guess');
    expect((await pool.signIn('ann@example.com', own)).json.message).toBe('Password attempts exceeded');
  });

  it('gets the code for a forgotten password, which is good for both names', async () => {
    await pool.call('ForgotPassword', { Username: 'Ann@example.com' });
    const input = { Username: 'ann', ConfirmationCode: sentCode(), Password: 'My next password 2' };
    expect(pool.messages).toMatchObject([{ username: 'ann', address: 'Ann@Example.com' }]);
    expect((await pool.call('ConfirmForgotPassword', input)).status).toBe(200);
    expect((await pool.signIn('ann@example.com', 'My next password 2')).status).toBe(200);
  });

  it('stands for the user in the operations of administrators, but not in ListUsers', async () => {
    await pool.admin().send(new AdminDisableUserCommand({ ...pool.ids, Username: 'ann@example.com' }));
    expect((await pool.signIn('ann', own)).json.message).toBe('User is disabled.');
    const found = async (Filter: string) =>
      (await pool.admin().send(new ListUsersCommand({ ...pool.ids, Filter }))).Users?.map(({ Username }) => Username);
    expect(await found('username = "Ann@Example.com"')).toEqual([]);
    expect(await found('email = "Ann@Example.com"')).toEqual(['ann']);
  });

  it('is shown in the description of the pool', async () => {
    const { UserPool } = await pool.admin().send(new DescribeUserPoolCommand(pool.ids));
    expect(UserPool?.AliasAttributes).toEqual(['email']);
  });
});

describe('an address that is not verified', () => {
  it('signs nobody in, however many users have it', async () => {
    await person('bob', 'bob@example.com', { isVerified: false });
    await person('bob2', 'bob@example.com', { isVerified: false });
    expect(await mayAs('bob@example.com')).toBe(false);
    expect(await mayAs('bob')).toBe(true);
  });

  it('signs in after the code has come back', async () => {
    await person('bob', 'bob@example.com', { isVerified: false });
    const { AccessToken } = await pool.tokens('bob', own);
    await pool.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
    await pool.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: sentCode() });
    expect(await mayAs('bob@example.com')).toBe(true);
  });

  it('replaces the one that signed in, until it is verified', async () => {
    const { AccessToken } = await pool.tokens('ann', own);
    const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }];
    await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
    expect([await mayAs('ann@example.com'), await mayAs('new@example.com')]).toEqual([false, false]);
  });

  it('is what a user gives with the first own password', async () => {
    const input = {
      ...pool.ids,
      Username: 'bob',
      TemporaryPassword: 'Temporary-12',
      UserAttributes: emailOf('b@a.com'),
    };
    await pool.admin().send(new AdminCreateUserCommand({ ...input, MessageAction: 'SUPPRESS' }));
    const { Session } = (await pool.signIn('b@a.com', 'Temporary-12')).json;
    const answers = { USERNAME: 'bob', NEW_PASSWORD: own, 'userAttributes.email': 'ann@example.com' };
    expect((await pool.respond('NEW_PASSWORD_REQUIRED', answers, { Session })).status).toBe(200);
    expect(await attributesOf('bob')).toMatchObject({ email: 'ann@example.com', email_verified: 'false' });
  });
});

describe('an address of another user', () => {
  it('cannot be given to a new user, unless it is taken from the other one', async () => {
    await expect(person('bob', 'ANN@example.com')).rejects.toMatchObject({
      name: taken.__type,
      message: taken.message,
    });
    await expect(attributesOf('bob')).rejects.toThrow('User does not exist.');
    await person('bob', 'ANN@example.com', { ForceAliasCreation: true });
    expect(await attributesOf('ann')).toMatchObject({ email_verified: 'false' });
    expect(decodeJwt((await pool.tokens('ann@example.com', own)).AccessToken)['username']).toBe('bob');
  });

  it('stays with the other one when the new user cannot be created', async () => {
    await person('bob', 'bob@example.com');
    const again = person('bob', 'ann@example.com', { ForceAliasCreation: true });
    await expect(again).rejects.toMatchObject({ name: 'UsernameExistsException' });
    expect(await mayAs('ann@example.com')).toBe(true);
  });

  it('cannot be verified, by its user or by an administrator', async () => {
    await person('bob', 'ann@example.com', { isVerified: false });
    const { AccessToken } = await pool.tokens('bob', own);
    await pool.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
    const verify = { AccessToken, AttributeName: 'email', Code: sentCode() };
    expect((await pool.call('VerifyUserAttribute', verify)).json).toEqual(taken);
    const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
    const update = new AdminUpdateUserAttributesCommand({ ...pool.ids, Username: 'bob', UserAttributes });
    await expect(pool.admin().send(update)).rejects.toMatchObject({ name: taken.__type });
    expect(decodeJwt((await pool.tokens('ann@example.com', own)).AccessToken)['username']).toBe('ann');
  });

  it('lets a person sign up, and is refused at the confirmation unless it is taken over', async () => {
    const input = { Username: 'bob', Password: own, UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }] };
    expect((await pool.call('SignUp', input)).status).toBe(200);
    const confirmation = { Username: 'bob', ConfirmationCode: sentCode() };
    expect((await pool.call('ConfirmSignUp', confirmation)).json).toEqual(taken);
    expect(await mayAs('bob')).toBe(false);
    expect((await pool.call('ConfirmSignUp', { ...confirmation, ForceAliasCreation: true })).status).toBe(200);
    expect(decodeJwt((await pool.tokens('ann@example.com', own)).AccessToken)['username']).toBe('bob');
  });
});

describe('a name in the form of an address', () => {
  const message = 'Username cannot be of email format, since user pool is configured for email alias.';

  it('cannot be a user name', async () => {
    await expect(person('bob@example.com', 'bob@example.com')).rejects.toMatchObject({
      ...{ name: 'InvalidParameterException', message },
    });
    const input = { Username: 'bob@example.com', Password: own };
    expect((await pool.call('SignUp', input)).json).toEqual({ __type: 'InvalidParameterException', message });
    await person('bob@home', 'bob@example.com');
  });

  it('that nobody has is challenged like one that somebody has, and then refused in the same way', async () => {
    const { srp, parameters } = await pool.challenge('nobody@example.com');
    expect(parameters.USER_ID_FOR_SRP).toMatch(uuid);
    expect((await pool.challenge('Nobody@example.com')).parameters.SALT).toBe(parameters.SALT);
    const proof = srp.answer(parameters, own, claimTime(pool.now));
    expect((await pool.respond('PASSWORD_VERIFIER', proof)).json).toEqual(incorrect);
  });
});

describe('a pool that takes user names only', () => {
  it('signs nobody in with an address, and lets many users have the same one', async () => {
    await pool.stop();
    pool = await PoolFixture.start({ userPool: { AliasAttributes: [] } });
    await person('ann', 'ann@example.com');
    await person('bob', 'ann@example.com');
    expect(await mayAs('ann@example.com')).toBe(false);
  });
});
