import { createPublicKey, type JsonWebKeyInput } from 'node:crypto';

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
beforeEach(() => begin({}));
afterEach(() => pool.stop());

const getUser = async (AccessToken: string) => (await pool.call('GetUser', { AccessToken })).json;
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
    await pool.stop();
    await begin({
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

describe('a token that the pool did not sign', () => {
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
