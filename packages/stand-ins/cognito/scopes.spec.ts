import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';
import type { Trigger } from './triggers.ts';

const own = 'My own password 1';
const other = { AttributeName: 'email', Code: '123456', UserCode: '123456' };
const passwords = { PreviousPassword: own, ProposedPassword: 'Another password 2' };

/** Every operation that the API reference lets a user call with an access token that has the scope. */
const operations = [
  ...['GetUser', 'UpdateUserAttributes', 'DeleteUserAttributes', 'GetUserAttributeVerificationCode', 'DeleteUser'],
  ...['VerifyUserAttribute', 'ChangePassword', 'GlobalSignOut', 'AssociateSoftwareToken', 'VerifySoftwareToken'],
  ...['SetUserMFAPreference', 'SetUserSettings', 'GetUserAuthFactors', 'ListDevices', 'GetDevice', 'ForgetDevice'],
  ...['ConfirmDevice', 'UpdateDeviceStatus', 'StartWebAuthnRegistration', 'CompleteWebAuthnRegistration'],
  ...['ListWebAuthnCredentials', 'DeleteWebAuthnCredential'],
];

let pool: PoolFixture;
const preTokenGeneration: Trigger = (event) => {
  const { callerContext } = event as { callerContext: { clientId: string } };
  const scopes = { scopesToAdd: ['airlock/files'], scopesToSuppress: ['aws.cognito.signin.user.admin'] };
  const isWeb = callerContext.clientId === pool.clientIds[0];
  const claimsAndScopeOverrideDetails = isWeb ? { accessTokenGeneration: scopes } : {};
  return Promise.resolve({ ...event, response: { claimsAndScopeOverrideDetails } });
};
beforeAll(async () => {
  const resourceServers = [{ Identifier: 'airlock', Name: 'Airlock', Scopes: [] }];
  pool = await PoolFixture.start({
    ...{ triggers: { preTokenGeneration }, resourceServers },
    clients: [{}, { RefreshTokenRotation: { Feature: 'DISABLED' } }],
  });
  await pool.enrol('demo', own);
});
afterAll(() => pool.stop());

describe('an access token without the scope of the account', () => {
  it.each(operations)('is refused by %s', async (operation) => {
    const { AccessToken } = await pool.tokens('demo', own);
    const input = { AccessToken, UserAttributes: [], UserAttributeNames: [], ...other, ...passwords };
    const { status, json } = await pool.call(operation, input);
    expect([status, json]).toEqual([
      400,
      { __type: 'NotAuthorizedException', message: 'Access Token does not have required scopes' },
    ]);
  });

  it('does not hinder the renewal and the end of its own session', async () => {
    const { RefreshToken } = await pool.tokens('demo', own);
    expect((await pool.call('GetTokensFromRefreshToken', { RefreshToken })).status).toBe(200);
    expect((await pool.call('RevokeToken', { Token: RefreshToken })).status).toBe(200);
  });

  it('does not hinder another client, whose tokens have the scope', async () => {
    const { AccessToken } = await pool.tokens('demo', own, { ClientId: pool.clientIds[1] });
    expect((await pool.call('GetUser', { AccessToken })).json).toMatchObject({ Username: 'demo' });
    expect((await pool.call('ListDevices', { AccessToken })).json.__type).toBe('NotImplementedException');
  });
});

describe('a client without a flow for refresh tokens', () => {
  it('gets nothing for its refresh token', async () => {
    const ClientId = pool.clientIds[1];
    const { RefreshToken } = await pool.tokens('demo', own, { ClientId });
    const AuthParameters = { REFRESH_TOKEN: RefreshToken };
    const byFlow = await pool.call('InitiateAuth', { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
    expect(byFlow.json.__type).toBe('InvalidParameterException');
    const byCall = await pool.call('GetTokensFromRefreshToken', { ClientId, RefreshToken });
    expect(byCall.json.__type).toBe('NotAuthorizedException');
  });
});
