import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Route } from '@airlock/template';

/** Claims as the event carries them: every value is text. */
export type Claims = Readonly<Record<string, string>>;

export type Authorization =
  | { readonly kind: 'allowed'; readonly claims: Claims }
  | { readonly kind: 'unauthorized'; readonly message?: string }
  /** The keys of the pool could not be fetched. */
  | { readonly kind: 'unavailable' };

export interface AuthorizerOptions {
  readonly issuer: string;
  readonly clientIds: readonly string[];
  readonly jwksUrl: string;
  readonly now: () => Date;
}

/**
 * Creates API Gateway's Cognito user pool authorizer. A method with scopes takes access tokens that carry one of them;
 * a method without scopes takes ID tokens. `Bearer ` before the token is optional. The pool is not asked about a token,
 * so a revoked token is good until it expires, as on AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
export function createAuthorizer(options: AuthorizerOptions) {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl));
  return async (route: Route, header: string | undefined): Promise<Authorization> => {
    const token = header?.replace(/^Bearer /i, '').trim();
    if (token === undefined || token === '') return { kind: 'unauthorized' };
    const verified = await verify(token, keys, options);
    if (verified.kind !== 'verified') return verified;
    const { payload } = verified;
    const fits =
      route.authorizationScopes.length > 0 ? isAccessToken(payload, route, options) : isIdToken(payload, options);
    return fits ? { kind: 'allowed', claims: asText(payload) } : { kind: 'unauthorized' };
  };
}

type Verified = { readonly kind: 'verified'; readonly payload: JWTPayload };

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, now }: AuthorizerOptions,
): Promise<Verified | Exclude<Authorization, { kind: 'allowed' }>> {
  try {
    const requiredClaims = ['exp', 'sub', 'token_use'];
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer,
      currentDate: now(),
      requiredClaims,
    });
    return { kind: 'verified', payload };
  } catch (error) {
    // The signature was right. In this case API Gateway says what is wrong.
    if (error instanceof errors.JWTExpired) {
      return { kind: 'unauthorized', message: 'The incoming token has expired' };
    }
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return { kind: 'unavailable' };
    return { kind: 'unauthorized' };
  }
}

function isAccessToken(payload: JWTPayload, { authorizationScopes }: Route, { clientIds }: AuthorizerOptions): boolean {
  const scopes = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
  return (
    payload['token_use'] === 'access' &&
    clientIds.includes(String(payload['client_id'])) &&
    scopes.some((scope) => authorizationScopes.includes(scope))
  );
}

const isIdToken = (payload: JWTPayload, { clientIds }: AuthorizerOptions): boolean =>
  payload['token_use'] === 'id' && typeof payload.aud === 'string' && clientIds.includes(payload.aud);

function asText(payload: JWTPayload): Claims {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(name, value)]));
}

/**
 * Returns a claim as the events of a REST API have it: `exp` and `iat` as a date, lists joined with commas, the rest as
 * it is.
 */
function claimText(name: string, value: unknown): string {
  if ((name === 'exp' || name === 'iat') && typeof value === 'number') return javaDate(new Date(value * 1000));
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Formats a date as Java does: `Tue Nov 24 04:06:25 UTC 2026`. */
function javaDate(date: Date): string {
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return [weekday, month, day, time, 'UTC', year].join(' ');
}
