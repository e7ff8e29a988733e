import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

import { CodedError } from '../coded-error.ts';
import type { Pool } from './find-caller.ts';

const keysTimeoutMilliseconds = 3000;

/** One per pool, so that its keys are fetched once and not for every token. */
const verifiers = new Map<string, ReturnType<typeof createVerifier>>();

/**
 * The claims of `token` when the pool has signed it, it is an access token of the pool's client, and it has not
 * expired. Throws `unauthorized`, or `unavailable` when the pool's keys cannot be had: then nothing is known about it.
 */
export async function verifyToken(token: string, pool: Pool): Promise<unknown> {
  try {
    return await verifierOf(pool).verify(token);
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('unauthorized', 'Sign in first.', { cause: error });
  }
}

function verifierOf(pool: Pool): ReturnType<typeof createVerifier> {
  const known = verifiers.get(pool.jwksUrl);
  if (known !== undefined) return known;
  const verifier = createVerifier(pool);
  verifiers.set(pool.jwksUrl, verifier);
  return verifier;
}

function createVerifier({ userPoolId, clientId, jwksUrl }: Pool) {
  // The library derives the address of the keys from the pool's id; the template says where they are.
  const fetcher = { fetch: () => fetchKeys(jwksUrl) };
  return CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'access' },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
}

async function fetchKeys(jwksUrl: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(jwksUrl, {
      redirect: 'error',
      signal: AbortSignal.timeout(keysTimeoutMilliseconds),
    });
    if (!response.ok) throw new Error(`The pool's keys were answered with status ${response.status}.`);
    return await response.arrayBuffer();
  } catch (error) {
    throw new CodedError('unavailable', 'Tokens cannot be checked at the moment: try again.', { cause: error });
  }
}
