import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair } from 'jose';

import { clientId, issuer, scope, startFixture, type GatewayFixture } from './testing/gateway-fixture.ts';

let fixture: GatewayFixture;

beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { sub: 's', iss: issuer, client_id: clientId, token_use: 'access', scope, iat: now, exp: now + 3600 };

async function expectUnauthorized(authorization: string | undefined, message = 'Unauthorized'): Promise<void> {
  const before = fixture.lines.length;
  const headers = authorization === undefined ? undefined : { authorization };
  const response = await fetch(`${fixture.gateway.url}/files`, { ...(headers && { headers }) });
  expect(response.status).toBe(401);
  expect(response.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
  expect(await response.json()).toEqual({ message });
  // The access log has a line, but the function has none: it never ran.
  expect(fixture.lines.slice(before).map(({ source }) => source)).toEqual(['Api']);
}

describe('a method with scopes', () => {
  it.each(['Bearer ', 'bearer ', ''])('takes an access token after %j', async (scheme) => {
    const headers = { authorization: `${scheme}${await fixture.token()}` };
    const response = await fetch(`${fixture.gateway.url}/files`, { headers });
    expect(response.status).toBe(200);
  });

  it.each([
    ['an ID token', { token_use: 'id', aud: clientId, scope: undefined }],
    ['an ID token that names the scope', { token_use: 'id', aud: clientId }],
    ['an access token without the scope', { scope: 'openid profile' }],
    ['an access token with no scope at all', { scope: undefined }],
    ["another pool's token", { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other0000' }],
    ["another region's token", { iss: issuer.replace('us-east-1.', 'eu-west-1.') }],
    ["another client's token", { client_id: 'another0000000000000000000' }],
    ['a token that never expires', { exp: undefined }],
    ['a token that is not valid yet', { nbf: now + 600 }],
    ['a token without a subject', { sub: undefined }],
  ])('refuses %s', async (_, changed) => {
    await expectUnauthorized(`Bearer ${await fixture.token(changed)}`);
  });

  it('says that a token of the pool has expired', async () => {
    const token = await fixture.token({ iat: now - 7200, exp: now - 1 });
    await expectUnauthorized(`Bearer ${token}`, 'The incoming token has expired');
  });

  it('does not say that about a token of another issuer', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    await expectUnauthorized(`Bearer ${await fixture.token({ exp: now - 1 }, privateKey)}`);
  });

  it('refuses a token that a foreign key signed under the same key id', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    await expectUnauthorized(`Bearer ${await fixture.token({}, privateKey)}`);
  });

  it('refuses a changed payload under the old signature', async () => {
    const [header, , signature] = (await fixture.token()).split('.');
    await expectUnauthorized(
      `Bearer ${header ?? ''}.${encoded({ ...claims, sub: 'somebody else' })}.${signature ?? ''}`,
    );
  });

  it.each(['none', 'None', 'NONE'])('refuses the algorithm %s', async (alg) => {
    await expectUnauthorized(`Bearer ${encoded({ alg, kid: 'k1' })}.${encoded(claims)}.`);
  });

  it('refuses a token signed with the public key as an HMAC secret', async () => {
    const signed = `${encoded({ alg: 'HS256', kid: 'k1' })}.${encoded(claims)}`;
    const signature = createHmac('sha256', fixture.publicKeyText).update(signed).digest('base64url');
    await expectUnauthorized(`Bearer ${signed}.${signature}`);
  });

  it('refuses a token that brings its own key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = `${encoded({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) })}.${encoded(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), privateKey).toString('base64url');
    await expectUnauthorized(`Bearer ${signed}.${signature}`);
  });

  it.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['a scheme only', 'Bearer '],
    ['another scheme', 'Basic ZGVtbzpkZW1v'],
    ['no token at all', 'Bearer undefined'],
    ['an unfinished token', 'Bearer a.b'],
    ['an oversized token', `Bearer ${'a'.repeat(8000)}.b.c`],
  ])('refuses %s', async (_, authorization) => {
    await expectUnauthorized(authorization);
  });
});

describe('a pool whose keys cannot be fetched', () => {
  it('makes the authorizer fail, and lets nobody in', async () => {
    const broken = await startFixture({ keysAreGone: true });
    const response = await broken.call('GET', '/files');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
    await broken.close();
  });
});
