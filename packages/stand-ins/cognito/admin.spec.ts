import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  paginateListUsers,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { accountKey, PoolFixture, roleKey, userPool } from './testing/pool-fixture.ts';

const temporary = 'Temporary-12';
const own = 'My own password 1';

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start();
});
afterEach(() => pool.stop());

const create = (input: Partial<AdminCreateUserCommand['input']> = {}) =>
  pool.admin().send(new AdminCreateUserCommand({ ...pool.ids, Username: 'demo', ...input }));
const get = (Username = 'demo') => pool.admin().send(new AdminGetUserCommand({ ...pool.ids, Username }));

describe('AdminCreateUser', () => {
  it('creates a user who must choose a password', async () => {
    const UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }];
    const { User } = await create({ TemporaryPassword: temporary, UserAttributes });
    const sub = { Name: 'sub', Value: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    expect(User).toMatchObject({ Username: 'demo', Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' });
    expect(User?.Attributes).toEqual([sub, ...UserAttributes]);
    expect(User?.UserCreateDate?.getTime()).toBe(pool.now.getTime());
    expect(await get()).toMatchObject({ Username: 'demo', UserAttributes: User?.Attributes });
  });

  it('makes a password that the policy accepts and sends it, unless told not to', async () => {
    await create({ DesiredDeliveryMediums: ['EMAIL'] });
    await create({ Username: 'silent', MessageAction: 'SUPPRESS' });
    const secret = pool.messages[0]?.secret ?? '';
    expect(pool.messages).toEqual([{ kind: 'invitation', username: 'demo', secret }]);
    expect((await pool.signIn('demo', secret)).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('with RESEND renews the invitation of a user who never signed in', async () => {
    await create({ TemporaryPassword: temporary });
    pool.pass(8 * 86_400);
    await create({ MessageAction: 'RESEND', TemporaryPassword: 'Temporary-34' });
    expect((await pool.signIn('demo', 'Temporary-34')).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect((await pool.signIn('demo', temporary)).status).toBe(400);
  });

  it('refuses to resend to a user who has signed in, and to a name that nobody has', async () => {
    await pool.enrol('demo', own);
    await expect(create({ MessageAction: 'RESEND' })).rejects.toThrow('status is not FORCE_CHANGE_PASSWORD');
    await expect(create({ Username: 'nobody', MessageAction: 'RESEND' })).rejects.toThrow('User does not exist.');
  });

  it.each([
    ['a taken name', { Username: 'DEMO' }, 'UsernameExistsException'],
    ['a weak password', { Username: 'weak', TemporaryPassword: 'weak' }, 'InvalidPasswordException'],
    ['a name with a space', { Username: 'a b' }, 'InvalidParameterException'],
    ['a long name', { Username: 'a'.repeat(129) }, 'InvalidParameterException'],
    [
      'an unknown attribute',
      { Username: 'x', UserAttributes: [{ Name: 'shoe', Value: '43' }] },
      'InvalidParameterException',
    ],
    ['no address', { Username: 'x', UserAttributes: [{ Name: 'email', Value: 'x' }] }, 'InvalidParameterException'],
    ['another pool', { UserPoolId: 'eu-central-1_Nosuchone' }, 'ResourceNotFoundException'],
  ])('refuses %s', async (_name, input, name) => {
    await create();
    await expect(create(input)).rejects.toMatchObject({ name });
  });
});

describe('other operations of administrators', () => {
  it('AdminSetUserPassword sets a permanent or a temporary password and resets the failures', async () => {
    await pool.enrol('demo', own);
    for (let time = 0; time < 6; time += 1) await pool.signIn('demo', 'guess');
    const set = (Password: string, Permanent: boolean) =>
      pool.admin().send(new AdminSetUserPasswordCommand({ ...pool.ids, Username: 'demo', Password, Permanent }));
    await set('Another password 2', true);
    expect((await pool.signIn('demo', 'Another password 2')).json.AuthenticationResult).toBeDefined();
    await set(temporary, false);
    expect((await pool.signIn('demo', temporary)).json.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await expect(set('weak', true)).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  });

  it('disable, enable and delete a user', async () => {
    await pool.enrol('demo', own);
    const input = { ...pool.ids, Username: 'demo' };
    await pool.admin().send(new AdminDisableUserCommand(input));
    expect((await get()).Enabled).toBe(false);
    await pool.admin().send(new AdminEnableUserCommand(input));
    expect((await pool.signIn('demo', own)).status).toBe(200);
    await pool.admin().send(new AdminDeleteUserCommand(input));
    await expect(get()).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
  });

  it('ListUsers returns pages in order and filters', async () => {
    for (const name of ['c', 'a', 'b', 'ab', 'd']) await create({ Username: name });
    const names: (string | undefined)[] = [];
    for await (const page of paginateListUsers({ client: pool.admin(), pageSize: 2 }, pool.ids)) {
      names.push(...(page.Users ?? []).map(({ Username }) => Username));
    }
    expect(names).toEqual(['a', 'ab', 'b', 'c', 'd']);
    const found = async (Filter: string) =>
      (await pool.admin().send(new ListUsersCommand({ ...pool.ids, Filter }))).Users?.map(({ Username }) => Username);
    expect(await found('username = "b"')).toEqual(['b']);
    expect(await found('username ^= "a"')).toEqual(['a', 'ab']);
    expect(await found('status = "Disabled"')).toEqual([]);
    await expect(found('nonsense')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('describe the pool and its client as the template has them', async () => {
    const { UserPool } = await pool.admin().send(new DescribeUserPoolCommand(pool.ids));
    expect(UserPool).toMatchObject({ Id: pool.cognito.userPoolId, Name: 'airlock', Policies: userPool.Policies });
    const ClientId = pool.cognito.userPoolClientId;
    const { UserPoolClient } = await pool.admin().send(new DescribeUserPoolClientCommand({ ...pool.ids, ClientId }));
    expect(UserPoolClient).toMatchObject({ ClientName: 'web', ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
    const unknown = new DescribeUserPoolClientCommand({ ...pool.ids, ClientId: 'nosuchclient' });
    await expect(pool.admin().send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe("an administrator's operation", () => {
  it.each([
    ['a key nobody has', { ...accountKey, accessKeyId: 'AKIANOBODY0000000000' }, 'UnrecognizedClientException'],
    ['a wrong secret', { ...accountKey, secretAccessKey: 'wrong' }, 'InvalidSignatureException'],
    ["a function's role", roleKey, 'AccessDeniedException'],
  ])('not %s', async (_name, key, name) => {
    const attempt = pool.admin(key).send(new AdminGetUserCommand({ ...pool.ids, Username: 'demo' }));
    await expect(attempt).rejects.toMatchObject({ name });
  });

  it('is refused without a signature', async () => {
    const { status, json } = await pool.call('AdminCreateUser', { ...pool.ids, Username: 'demo' });
    expect([status, json.__type]).toEqual([400, 'MissingAuthenticationTokenException']);
  });

  it('is allowed to whom the policies allow it, when there are policies', async () => {
    await pool.stop();
    pool = await PoolFixture.start({
      authorize: ({ action, resource, principal }) =>
        Promise.resolve(
          principal === roleKey &&
            action === 'cognito-idp:DescribeUserPool' &&
            resource === `arn:aws:cognito-idp:eu-central-1:123456789012:userpool/${pool.cognito.userPoolId}`,
        ),
    });
    expect(await pool.admin(roleKey).send(new DescribeUserPoolCommand(pool.ids))).toMatchObject({});
    await expect(pool.admin(roleKey).send(new ListUsersCommand(pool.ids))).rejects.toThrow(
      'is not authorized to perform',
    );
  });
});
