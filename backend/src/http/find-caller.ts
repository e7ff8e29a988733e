import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { callerOfClaims } from './caller-of-claims.ts';
import { headerOf } from './http-event.ts';
import type { HttpEvent } from './http-event.ts';
import type { Pool } from './pool.ts';

/**
 * Returns who sends this request. API Gateway's authorizer has verified the token and put its claims into the event; they
 * are checked again here. Without any authorizer (`sam local start-api` has none) the bearer token is verified here,
 * against the same pool. Throws `unauthorized` in every other case: no setting turns this off.
 */
export async function findCaller(event: HttpEvent, pool: Pool | undefined): Promise<Caller> {
  if (pool === undefined) throw refused('No user pool is configured.');
  const authorizer = event.requestContext?.authorizer;
  const claims = authorizer ? authorizer.claims : await verifiedClaims(event, pool);
  const caller = callerOfClaims(claims, pool.clientId);
  if (caller === undefined) throw refused('The claims are not those of an access token of this client.');
  return caller;
}

async function verifiedClaims(event: HttpEvent, pool: Pool): Promise<unknown> {
  const token = /^Bearer ([\w.-]+)$/i.exec(headerOf(event, 'authorization') ?? '')?.[1];
  if (token === undefined) throw refused('There is no bearer token.');
  // Deployed functions never come here, so they need not load the verifier.
  const { verifyToken } = await import('./verify-token.ts');
  const verdict = await verifyToken(token, pool);
  if (verdict.kind === 'verified') return verdict.claims;
  if (verdict.kind === 'refused') throw refused(verdict.cause);
  throw new CodedError('unavailable', 'Tokens cannot be checked at the moment: try again.', { cause: verdict.cause });
}

/** Makes the refusal. `reason` is for the log; every refused request gets the same answer. */
function refused(reason: unknown): CodedError {
  return new CodedError('unauthorized', 'Sign in first.', { cause: reason });
}
