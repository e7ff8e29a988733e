import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';

let pool: PoolFixture;
const begin = async (...clients: object[]) => {
  pool = await PoolFixture.start({ clients });
  await pool.enrol('demo', own);
};
beforeEach(() => begin({}, { ClientName: 'second' }));
afterEach(() => pool.stop());

const refresh = (RefreshToken: string, more: object = {}) =>
  pool.call('GetTokensFromRefreshToken', { RefreshToken, ...more });
const getUser = async (AccessToken: string) => (await pool.call('GetUser', { AccessToken })).json;
const restart = async (...clients: object[]) => {
  await pool.stop();
  await begin(...clients);
};
describe('a renewal', () => {
  it('rotates the refresh token and keeps the sign-in', async () => {
    const first = await pool.tokens('demo', own);
    pool.pass(100);
    const { AuthenticationResult: next } = (await refresh(first.RefreshToken)).json;
    const [before, after] = [decodeJwt(first.AccessToken), decodeJwt(next!.AccessToken)];
    const { auth_time, origin_jti, sub } = before;
    expect(after).toMatchObject({ auth_time, origin_jti, sub });
    expect([after.jti, after.iat]).not.toEqual([before.jti, before.iat]);
    expect(next!.RefreshToken).not.toBe(first.RefreshToken);
    expect((await refresh(next!.RefreshToken!)).status).toBe(200);
  });

  it('takes the old refresh token for the grace period and not a moment longer', async () => {
    const { RefreshToken } = await pool.tokens('demo', own);
    await refresh(RefreshToken);
    pool.pass(59);
    expect((await refresh(RefreshToken)).status).toBe(200);
    pool.pass(1);
    expect((await refresh(RefreshToken)).json.__type).toBe('RefreshTokenReuseException');
  });

  it('never takes the old refresh token again without a grace period', async () => {
    await restart({ RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } });
    const { RefreshToken } = await pool.tokens('demo', own);
    await refresh(RefreshToken);
    expect((await refresh(RefreshToken)).json.__type).toBe('RefreshTokenReuseException');
  });

  it('never outlives the first refresh token', async () => {
    const { RefreshToken } = await pool.tokens('demo', own);
    pool.pass(29 * 86_400);
    const { AuthenticationResult: next } = (await refresh(RefreshToken)).json;
    pool.pass(86_399);
    expect((await refresh(next!.RefreshToken!)).status).toBe(200);
    pool.pass(1);
    expect((await refresh(next!.RefreshToken!)).json.message).toBe('Refresh Token has expired');
  });

  it("refuses another client's refresh token, and an invented one", async () => {
    const { RefreshToken } = await pool.tokens('demo', own);
    const refusal = { __type: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
    expect((await refresh(RefreshToken, { ClientId: pool.clientIds[1] })).json).toEqual(refusal);
    expect((await refresh('A'.repeat(256))).json).toEqual(refusal);
  });

  it('keeps the refresh token where rotation is off, also by REFRESH_TOKEN_AUTH', async () => {
    const ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
    await restart({ ExplicitAuthFlows, RefreshTokenRotation: { Feature: 'DISABLED' } });
    const { RefreshToken } = await pool.tokens('demo', own);
    const AuthParameters = { REFRESH_TOKEN: RefreshToken };
    const byFlow = await pool.call('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
    const byCall = await refresh(RefreshToken);
    for (const { json } of [byFlow, byCall]) {
      expect(json.AuthenticationResult?.AccessToken).toBeDefined();
      expect(json.AuthenticationResult?.RefreshToken).toBeUndefined();
    }
  });
});

describe('the end of sessions', () => {
  it('RevokeToken ends one sign-in, access tokens and rotated refresh tokens included', async () => {
    const [first, second] = [await pool.tokens('demo', own), await pool.tokens('demo', own)];
    const { AuthenticationResult: renewed } = (await refresh(first.RefreshToken)).json;
    expect((await pool.call('RevokeToken', { Token: first.RefreshToken })).json).toEqual({});
    expect((await refresh(renewed!.RefreshToken!)).json.message).toBe('Refresh Token has been revoked');
    expect((await getUser(renewed!.AccessToken)).message).toBe('Access Token has been revoked');
    expect(await getUser(second.AccessToken)).toMatchObject({ Username: 'demo' });
    expect((await pool.call('RevokeToken', { Token: first.RefreshToken })).status).toBe(200);
  });

  it("RevokeToken refuses access tokens and another client's tokens", async () => {
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    const type = async (input: object) => (await pool.call('RevokeToken', input)).json.__type;
    expect(await type({ Token: AccessToken })).toBe('UnsupportedTokenTypeException');
    expect(await type({ Token: RefreshToken, ClientId: pool.clientIds[1] })).toBe('UnauthorizedException');
    expect((await refresh(RefreshToken)).status).toBe(200);
  });

  it('without EnableTokenRevocation tokens have no origin and cannot be revoked', async () => {
    await restart({ EnableTokenRevocation: false });
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    expect(decodeJwt(AccessToken)['origin_jti']).toBeUndefined();
    const { json } = await pool.call('RevokeToken', { Token: RefreshToken });
    expect(json.__type).toBe('UnsupportedOperationException');
  });

  it.each([
    ['GlobalSignOut', (AccessToken: string) => pool.call('GlobalSignOut', { AccessToken })],
    [
      'AdminUserGlobalSignOut',
      () => pool.admin().send(new AdminUserGlobalSignOutCommand({ ...pool.ids, Username: 'demo' })),
    ],
  ])('%s ends all sign-ins of the user and nobody else', async (_name, signOut) => {
    await pool.enrol('other', own);
    const [first, second] = [await pool.tokens('demo', own), await pool.tokens('demo', own)];
    const other = await pool.tokens('other', own);
    await signOut(second.AccessToken);
    for (const { AccessToken, RefreshToken } of [first, second]) {
      expect((await getUser(AccessToken)).message).toBe('Access Token has been revoked');
      expect((await refresh(RefreshToken)).json.message).toBe('Refresh Token has been revoked');
    }
    expect(await getUser(other.AccessToken)).toMatchObject({ Username: 'other' });
    expect((await pool.signIn('demo', own)).status).toBe(200);
  });

  it('a disabled user has no session', async () => {
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    await pool.admin().send(new AdminDisableUserCommand({ ...pool.ids, Username: 'demo' }));
    expect((await getUser(AccessToken)).__type).toBe('NotAuthorizedException');
    expect((await refresh(RefreshToken)).json.__type).toBe('NotAuthorizedException');
  });

  it('a removed user has no session, even when the name is used again', async () => {
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    await pool.admin().send(new AdminDeleteUserCommand({ ...pool.ids, Username: 'demo' }));
    await pool.enrol('demo', own);
    expect((await getUser(AccessToken)).__type).toBe('UserNotFoundException');
    expect((await refresh(RefreshToken)).json.message).toBe('Invalid Refresh Token');
  });
});

describe('ChangePassword', () => {
  const change = async (input: object) => {
    const { AccessToken } = await pool.tokens('demo', own);
    return pool.call('ChangePassword', { AccessToken, PreviousPassword: own, ...input });
  };

  it('replaces the password', async () => {
    expect((await change({ ProposedPassword: 'Another password 2' })).json).toEqual({});
    expect((await pool.signIn('demo', 'Another password 2')).status).toBe(200);
    expect((await pool.signIn('demo', own)).status).toBe(400);
  });

  it('refuses a wrong old password and a weak new password', async () => {
    const wrong = await change({ PreviousPassword: 'guess', ProposedPassword: 'Another password 2' });
    expect(wrong.json.__type).toBe('NotAuthorizedException');
    expect((await change({ ProposedPassword: 'weak' })).json.__type).toBe('InvalidPasswordException');
    expect((await pool.signIn('demo', own)).status).toBe(200);
  });
});
