import { createPublicKey, type JsonWebKeyInput } from 'node:crypto';

import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';

import { PoolFixture } from './testing/pool-fixture.ts';

const own = 'My own password 1';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

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
const publishedKey = async () => {
  const { keys } = (await (await fetch(pool.cognito.jwksUrl)).json()) as { keys: [JsonWebKeyInput['key']] };
  return createPublicKey({ key: keys[0], format: 'jwk' });
};

describe('tokens', () => {
  it('hold the documented claims', async () => {
    const { AccessToken, IdToken } = await pool.tokens('demo', own);
    const now = Math.floor(pool.now.getTime() / 1000);
    const iss = `https://cognito-idp.eu-central-1.amazonaws.com/${pool.cognito.userPoolId}`;
    const same = { iss, auth_time: now, iat: now, exp: now + 3600 };
    const [access, id] = [decodeJwt(AccessToken), decodeJwt(IdToken)];
    for (const name of ['sub', 'origin_jti', 'jti', 'event_id']) expect(access[name]).toMatch(uuid);
    const { sub, origin_jti, event_id } = access;
    expect(access).toEqual({
      ...same,
      ...{ sub, origin_jti, event_id, jti: access.jti, client_id: pool.cognito.userPoolClientId },
      ...{ token_use: 'access', scope: 'aws.cognito.signin.user.admin', username: 'demo' },
    });
    expect(id).toEqual({
      ...same,
      ...{ sub, origin_jti, event_id, jti: id.jti, aud: pool.cognito.userPoolClientId },
      ...{ token_use: 'id', 'cognito:username': 'demo' },
    });
    expect(decodeProtectedHeader(AccessToken)).toEqual({ alg: 'RS256', kid: expect.any(String) });
  });

  it('pass aws-jwt-verify with the published keys, each for its own use', async () => {
    const { userPoolId, userPoolClientId: clientId, jwksUrl } = pool.cognito;
    const { AccessToken, IdToken } = await pool.tokens('demo', own);
    const fetcher = { fetch: async () => (await fetch(jwksUrl)).arrayBuffer() };
    const jwksCache = new SimpleJwksCache({ fetcher });
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'access' }, { jwksCache });
    expect(await verifier.verify(AccessToken)).toMatchObject({ username: 'demo' });
    await expect(verifier.verify(IdToken)).rejects.toThrow('Token use not allowed');
  });

  it('live as long as the client says', async () => {
    await restart({
      AccessTokenValidity: 5,
      IdTokenValidity: 2,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours' },
    });
    const { AccessToken, IdToken } = await pool.tokens('demo', own);
    const life = (token: string) => decodeJwt(token).exp! - decodeJwt(token).iat!;
    expect([life(AccessToken), life(IdToken)]).toEqual([300, 7200]);
    expect(await getUser(AccessToken)).toMatchObject({ Username: 'demo' });
    pool.pass(300);
    expect((await getUser(AccessToken)).message).toBe('Access Token has expired');
  });
});

describe('a token that is not ours', () => {
  const forge = async (alg: string, key: Parameters<SignJWT['sign']>[0], change: object = {}) => {
    const { AccessToken } = await pool.tokens('demo', own);
    const { kid } = decodeProtectedHeader(AccessToken);
    return new SignJWT({ ...decodeJwt(AccessToken), ...change }).setProtectedHeader({ alg, kid: kid! }).sign(key);
  };
  const refused = async (AccessToken: string) => {
    for (const operation of ['GetUser', 'GlobalSignOut', 'DeleteUser']) {
      const { json } = await pool.call(operation, { AccessToken });
      expect(json).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid Access Token' });
    }
  };

  it('is refused when signed with another RSA key', async () => {
    const { privateKey } = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ['sign', 'verify'],
    );
    await refused(await forge('RS256', privateKey));
  });

  it('is refused when the public key was used as an HMAC secret', async () => {
    const pem = (await publishedKey()).export({ type: 'spki', format: 'pem' }).toString();
    await refused(await forge('HS256', new TextEncoder().encode(pem)));
  });

  it('is refused with alg none', async () => {
    const { AccessToken } = await pool.tokens('demo', own);
    const [, payload = ''] = AccessToken.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    await refused(`${none}.${payload}.`);
    await refused(`${none}.${payload}.AAAA`);
  });

  it('is refused with a changed claim', async () => {
    const [header = '', payload = '', signature = ''] = (await pool.tokens('demo', own)).AccessToken.split('.');
    const claims = { ...decodeJwt(`${header}.${payload}.${signature}`), username: 'admin' };
    await refused([header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.'));
  });

  it('is refused when it is an ID token, a refresh token or no token', async () => {
    const { IdToken, RefreshToken } = await pool.tokens('demo', own);
    await refused(IdToken);
    await refused(RefreshToken);
    await refused('abc');
  });
});

describe('renewing', () => {
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
    pool.pass(9);
    expect((await refresh(RefreshToken)).status).toBe(200);
    pool.pass(1);
    expect((await refresh(RefreshToken)).json.__type).toBe('RefreshTokenReuseException');
  });

  it('takes the old refresh token never again without a grace period', async () => {
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

describe('ending sessions', () => {
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

  it('a disabled user has no session any more', async () => {
    const { AccessToken, RefreshToken } = await pool.tokens('demo', own);
    await pool.admin().send(new AdminDisableUserCommand({ ...pool.ids, Username: 'demo' }));
    expect((await getUser(AccessToken)).__type).toBe('NotAuthorizedException');
    expect((await refresh(RefreshToken)).json.__type).toBe('NotAuthorizedException');
  });

  it('nor has a removed one, even when the name is given again', async () => {
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

  it('refuses a wrong old one and a weak new one', async () => {
    const wrong = await change({ PreviousPassword: 'guess', ProposedPassword: 'Another password 2' });
    expect(wrong.json.__type).toBe('NotAuthorizedException');
    expect((await change({ ProposedPassword: 'weak' })).json.__type).toBe('InvalidPasswordException');
    expect((await pool.signIn('demo', own)).status).toBe(200);
  });
});
