import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

import type { Pool } from './pool.ts';

const keysTimeoutMilliseconds = 3000;

/** The verifier of each pool. It is kept, so that the keys are fetched once and not for every token. */
const verifiers = new Map<string, ReturnType<typeof createVerifier>>();

/** What is known about a token. It is `unknown` when the keys of the pool cannot be fetched. */
export type Verdict =
  | { readonly kind: 'verified'; readonly claims: unknown }
  | { readonly kind: 'refused' | 'unknown'; readonly cause: unknown };

/**
 * Decides whether `token` is an access token of the pool's client, signed by the pool and not expired. This file imports
 * nothing of ours, so that a bundle can keep it in a file of its own, which is loaded when it is needed.
 */
export async function verifyToken(token: string, pool: Pool): Promise<Verdict> {
  try {
    return { kind: 'verified', claims: await verifierOf(pool).verify(token) };
  } catch (cause) {
    return { kind: cause instanceof KeysUnavailable ? 'unknown' : 'refused', cause };
  }
}

class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

function verifierOf(pool: Pool): ReturnType<typeof createVerifier> {
  const known = verifiers.get(pool.jwksUrl);
  if (known !== undefined) return known;
  const verifier = createVerifier(pool);
  verifiers.set(pool.jwksUrl, verifier);
  return verifier;
}

function createVerifier({ userPoolId, clientId, jwksUrl }: Pool) {
  // The library derives the URL of the keys from the pool's id, but the template states the URL.
  const fetcher = { fetch: () => fetchKeys(jwksUrl) };
  return CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'access', customJwtCheck: ({ payload }) => mustExpire(payload) },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
}

/** Refuses a token without an expiry, which would be valid for ever: the library checks only an expiry that is there. */
function mustExpire({ exp }: { readonly exp?: unknown }): void {
  if (typeof exp !== 'number') throw new Error('The token has no expiry.');
}

async function fetchKeys(jwksUrl: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(jwksUrl, {
      redirect: 'error',
      signal: AbortSignal.timeout(keysTimeoutMilliseconds),
    });
    if (!response.ok) throw new Error(`The request for the pool's keys was answered with status ${response.status}.`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new KeysUnavailable(`The pool's keys cannot be fetched from ${jwksUrl}.`, { cause });
  }
}
