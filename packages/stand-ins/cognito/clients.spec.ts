import {
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const files = {
  Identifier: 'airlock',
  Name: 'Airlock',
  Scopes: [{ ScopeName: 'files', ScopeDescription: 'The files of the person who signed in' }],
};
let pool: PoolFixture;
afterEach(() => pool.stop());

const begin = async (changes: Parameters<typeof PoolFixture.start>[0]) => {
  pool = await PoolFixture.start(changes);
  await pool.enrol('demo', own);
};

describe('clients of one pool', () => {
  const ClientName = 'account';
  const account = {
    ...{ ClientName, AccessTokenValidity: 5, WriteAttributes: ['email'] },
    ...{ RefreshTokenRotation: { Feature: 'DISABLED' }, ReadAttributes: ['email', 'email_verified'] },
  };

  it('have lives, flows and writable attributes of their own', async () => {
    await begin({ clients: [{ WriteAttributes: ['locale'] }, account] });
    const [web, second] = pool.clientIds;
    const write = async (ClientId: string | undefined) => {
      const { AccessToken } = await pool.tokens('demo', own, { ClientId });
      const { exp, iat } = decodeJwt(AccessToken);
      const UserAttributes = [{ Name: 'email', Value: 'demo@example.com' }];
      const { status } = await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
      return { seconds: exp! - iat!, status };
    };
    expect(await write(web)).toEqual({ seconds: 3600, status: 400 });
    expect(await write(second)).toEqual({ seconds: 300, status: 200 });
    const input = { ...pool.ids, ClientId: second };
    const { UserPoolClient } = await pool.admin().send(new DescribeUserPoolClientCommand(input));
    expect(UserPoolClient).toMatchObject(account);
  });

  it('show only the attributes that they may read', async () => {
    await begin({ clients: [{ WriteAttributes: ['locale', 'nickname'] }, { ReadAttributes: ['locale'] }] });
    const { AccessToken } = await pool.tokens('demo', own);
    const UserAttributes = Object.entries({ locale: 'de', nickname: 'D' }).map(([Name, Value]) => ({ Name, Value }));
    await pool.call('UpdateUserAttributes', { AccessToken, UserAttributes });
    const second = await pool.tokens('demo', own, { ClientId: pool.clientIds[1] });
    const { json } = await pool.call('GetUser', { AccessToken: second.AccessToken });
    expect(json['UserAttributes']).toEqual([expect.objectContaining({ Name: 'sub' }), { Name: 'locale', Value: 'de' }]);
    expect(decodeJwt(second.IdToken)).toMatchObject({ locale: 'de' });
    expect(decodeJwt(second.IdToken)).not.toHaveProperty('nickname');
  });
});

describe('what describes a pool', () => {
  it('has its functions and its resource server', async () => {
    const triggers = { postConfirmation: (event: object) => Promise.resolve(event) };
    await begin({ triggers, resourceServers: [files] });
    const { UserPool } = await pool.admin().send(new DescribeUserPoolCommand(pool.ids));
    expect(UserPool?.LambdaConfig).toEqual({ PostConfirmation: expect.stringContaining('arn:aws:lambda:') });
    expect(UserPool?.Policies?.PasswordPolicy).not.toHaveProperty('PasswordHistorySize');
    const ask = (Identifier: string) =>
      pool.admin().send(new DescribeResourceServerCommand({ ...pool.ids, Identifier }));
    expect((await ask('airlock')).ResourceServer).toEqual({ ...files, UserPoolId: pool.cognito.userPoolId });
    await expect(ask('other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
