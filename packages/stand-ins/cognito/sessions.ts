import { randomUUID } from 'node:crypto';

import type { SignInAnswer } from './challenges.ts';
import { CognitoError, notAuthorized, userNotFound } from './errors.ts';
import { findClient, type Pool } from './pool.ts';
import type { ClientSettings } from './client-settings.ts';
import { randomToken } from './store/secrets.ts';
import type { SignIn } from './store/sign-in-store.ts';
import type { User } from './store/user-store.ts';
import { tokenOverrides, type TokenGrant } from './token-overrides.ts';
import type { TokenSubject } from './tokens.ts';

const longestAccessTokenMs = 86_400_000;
const refreshTokenBytes = 192;

/**
 * Ends a successful sign-in: stores a session that can be revoked, and returns the first three tokens. Nothing is
 * stored when the pre token generation function refuses or fails.
 */
export async function startSession(pool: Pool, user: User, grant: TokenGrant): Promise<SignInAnswer> {
  const { client } = grant;
  const overrides = await tokenOverrides(pool, user, grant);
  const now = pool.now().getTime();
  const expiresAt = now + client.refreshTokenSeconds * 1000;
  const signIn: SignIn = {
    eventId: randomUUID(),
    originJti: randomUUID(),
    sub: user.sub,
    clientId: client.id,
    authTime: now,
    endsAt: expiresAt + longestAccessTokenMs,
    revoked: false,
  };
  const refreshToken = randomToken(refreshTokenBytes);
  pool.transaction(() => {
    pool.signIns.add(signIn, now);
    pool.signIns.addRefreshToken(refreshToken, { eventId: signIn.eventId, expiresAt });
  });
  const subject = { user, signIn, client, overrides };
  return { AuthenticationResult: await tokens(pool, subject, refreshToken), ChallengeParameters: {} };
}

/**
 * Returns new tokens for a refresh token. With rotation the refresh token is replaced by one that expires when the
 * first would have. The old one stays good for `RetryGracePeriodSeconds`, for a client that did not get the answer
 * ("Refresh tokens", developer guide).
 */
export async function refresh(
  pool: Pool,
  client: ClientSettings,
  refreshToken: string,
  clientMetadata?: Readonly<Record<string, string>>,
): Promise<object> {
  const before = renewable(pool, client, refreshToken);
  const grant: TokenGrant = { client, source: 'TokenGeneration_RefreshTokens', clientMetadata };
  const overrides = await tokenOverrides(pool, before.user, grant);
  // The function took its time, in which another request may have used the token or ended the session.
  const { user, signIn, next } = pool.transaction(() => exchange(pool, client, refreshToken));
  return tokens(pool, { user, signIn, client, overrides }, next);
}

/** Finds what a refresh token stands for. Throws when it renews nothing. */
function renewable(pool: Pool, client: ClientSettings, token: string) {
  const now = pool.now().getTime();
  const known = pool.signIns.findRefreshToken(token);
  const signIn = known && pool.signIns.find(known.eventId);
  if (!known || signIn?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (signIn.revoked) throw notAuthorized('Refresh Token has been revoked');
  if (known.expiresAt <= now) throw notAuthorized('Refresh Token has expired');
  const { Feature, RetryGracePeriodSeconds } = client.RefreshTokenRotation;
  if (known.rotatedAt !== null && known.rotatedAt + RetryGracePeriodSeconds * 1000 <= now) {
    throw new CognitoError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation.');
  }
  if (Feature !== 'ENABLED' && !client.ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    throw notAuthorized('Refresh tokens are not enabled for the client.');
  }
  return { user: enabledUser(pool, signIn.sub), signIn, known };
}

function exchange(pool: Pool, client: ClientSettings, token: string): { user: User; signIn: SignIn; next?: string } {
  const { user, signIn, known } = renewable(pool, client, token);
  if (client.RefreshTokenRotation.Feature !== 'ENABLED') return { user, signIn };
  const next = randomToken(refreshTokenBytes);
  pool.signIns.rotateRefreshToken(token, pool.now().getTime());
  pool.signIns.addRefreshToken(next, known);
  return { user, signIn, next };
}

/**
 * RevokeToken: ends the whole sign-in. A token that is unknown or already revoked gets the answer of a revoked one (RFC
 * 7009).
 */
export function revoke(pool: Pool, client: ClientSettings, token: string): void {
  if (!client.EnableTokenRevocation) {
    throw new CognitoError('UnsupportedOperationException', 'Token revocation is not enabled for the client.');
  }
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
    throw new CognitoError('UnsupportedTokenTypeException', 'Unsupported token type');
  }
  const known = pool.signIns.findRefreshToken(token);
  const signIn = known && pool.signIns.find(known.eventId);
  if (!signIn) return;
  if (signIn.clientId !== client.id) {
    throw new CognitoError('UnauthorizedException', 'The token was issued to another client.');
  }
  pool.signIns.revoke(signIn.eventId);
}

/** The user and the sign-in of an access token, and the client that it was issued to. */
export interface TokenUser {
  readonly user: User;
  readonly signIn: SignIn;
  readonly client: ClientSettings;
}

/** Returns whose access token this is. Throws when the sign-in has been revoked. */
export async function userOfAccessToken(pool: Pool, accessToken: string): Promise<TokenUser> {
  const claims = await pool.tokens.readAccess(accessToken);
  const signIn = pool.signIns.find(claims.event_id);
  const user = enabledUser(pool, claims.sub);
  if (signIn?.sub !== user.sub || signIn.revoked) throw notAuthorized('Access Token has been revoked');
  return { user, signIn, client: findClient(pool, claims.client_id) };
}

function enabledUser(pool: Pool, sub: string): User {
  const user = pool.users.find(sub);
  if (!user) throw userNotFound();
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return user;
}

async function tokens(pool: Pool, subject: TokenSubject, refreshToken?: string): Promise<object> {
  return {
    AccessToken: await pool.tokens.access(subject),
    ExpiresIn: subject.client.accessTokenSeconds,
    IdToken: await pool.tokens.id(subject),
    ...(refreshToken !== undefined && { RefreshToken: refreshToken }),
    TokenType: 'Bearer',
  };
}
