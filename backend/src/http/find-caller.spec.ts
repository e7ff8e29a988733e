import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sampleEvent, withClaims } from '../testing/sample-event.ts';
import { startTokenPool } from '../testing/token-pool.ts';
import type { TokenPool } from '../testing/token-pool.ts';
import { findCaller } from './find-caller.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const unauthorized: unknown = expect.objectContaining({ code: 'unauthorized', message: 'Sign in first.' });

let tokens: TokenPool;
let stranger: TokenPool;
beforeAll(async () => {
  tokens = await startTokenPool();
  stranger = await startTokenPool();
});
afterAll(async () => {
  await tokens.close();
  await stranger.close();
});

const bearing = (token: string) => ({
  ...withClaims('presign-put', null),
  headers: { Authorization: `Bearer ${token}` },
});

describe('findCaller behind the authorizer', () => {
  it('returns the caller of the verified claims', async () => {
    await expect(findCaller(sampleEvent('presign-put'), tokens.pool)).resolves.toEqual(caller);
  });

  it.each([{ token_use: 'id' }, { client_id: 'other' }, { scope: 'openid' }, { sub: 'root' }])(
    'checks the claims again: %j',
    async (claims) => {
      await expect(findCaller(withClaims('presign-put', claims), tokens.pool)).rejects.toEqual(unauthorized);
    },
  );

  it('does not fall back to the token when the claims are missing', async () => {
    const event = bearing(tokens.token());
    const requestContext = { ...event.requestContext, authorizer: {} };
    await expect(findCaller({ ...event, requestContext }, tokens.pool)).rejects.toEqual(unauthorized);
  });

  it('refuses every request when no pool is configured', async () => {
    await expect(findCaller(sampleEvent('presign-put'), undefined)).rejects.toEqual(unauthorized);
  });
});

describe('findCaller without an authorizer', () => {
  it('verifies the token against the pool’s keys, which it fetches once', async () => {
    await expect(findCaller(bearing(tokens.token()), tokens.pool)).resolves.toEqual(caller);
    await expect(findCaller(bearing(tokens.token()), tokens.pool)).resolves.toEqual(caller);
    expect(tokens.keysFetched()).toBe(1);
  });

  it.each([
    ['an ID token', () => tokens.token({ token_use: 'id', aud: 'exampleclientid' })],
    ['a token of another client', () => tokens.token({ client_id: 'other' })],
    [
      'a token of another pool',
      () => tokens.token({ iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_OTHER' }),
    ],
    ['a token without the scope', () => tokens.token({ scope: 'openid' })],
    ['an expired token', () => tokens.token({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['a token that never expires', () => tokens.token({ exp: undefined })],
    ['a token signed by somebody else', () => stranger.token()],
    ['an unsigned token', () => tokens.token({}, { alg: 'none' })],
    ['a token with an unknown key', () => tokens.token({}, { kid: 'two' })],
    ['a token with another end', () => tokens.token().slice(0, -3)],
    ['text', () => 'token'],
  ])('refuses %s', async (_, token) => {
    await expect(findCaller(bearing(token()), tokens.pool)).rejects.toEqual(unauthorized);
  });

  it.each([{}, { Authorization: '' }, { Authorization: 'Basic YTpi' }, { Authorization: 'Bearer ' }])(
    'refuses the headers %j',
    async (headers) => {
      await expect(findCaller({ ...withClaims('presign-put', null), headers }, tokens.pool)).rejects.toEqual(
        unauthorized,
      );
    },
  );

  it('is unavailable when the keys cannot be fetched', async () => {
    const pool = { ...tokens.pool, jwksUrl: 'http://127.0.0.1:1/keys' };
    await expect(findCaller(bearing(tokens.token()), pool)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
