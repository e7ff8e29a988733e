import { randomUUID } from 'node:crypto';

import type { SignInAnswer } from './challenges.ts';
import { CognitoError, notAuthorized, userNotFound } from './errors.ts';
import { findClient, type Pool } from './pool.ts';
import type { ClientSettings } from './settings.ts';
import { randomToken } from './store/secrets.ts';
import type { SignIn } from './store/sign-in-store.ts';
import type { User } from './store/user-store.ts';

const longestAccessTokenMs = 86_400_000;
const refreshTokenBytes = 192;

/** Ends a successful sign-in: stores a session that can be revoked, and returns the first three tokens. */
export async function startSession(pool: Pool, client: ClientSettings, user: User): Promise<SignInAnswer> {
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
  return { AuthenticationResult: await tokens(pool, client, user, signIn, refreshToken), ChallengeParameters: {} };
}

/**
 * Returns new tokens for a refresh token. With rotation the refresh token is replaced by one that expires when the
 * first would have. The old one stays good for `RetryGracePeriodSeconds`, for a client that did not get the answer
 * ("Refresh tokens", developer guide).
 */
export async function refresh(pool: Pool, client: ClientSettings, refreshToken: string): Promise<object> {
  const { user, signIn, next } = pool.transaction(() => exchange(pool, client, refreshToken));
  return tokens(pool, client, user, signIn, next);
}

function exchange(pool: Pool, client: ClientSettings, token: string): { user: User; signIn: SignIn; next?: string } {
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
  const user = enabledUser(pool, signIn.sub);
  if (Feature !== 'ENABLED') return { user, signIn };
  const next = randomToken(refreshTokenBytes);
  pool.signIns.rotateRefreshToken(token, now);
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

/** Returns the user and the sign-in of an access token. Throws when the sign-in has been revoked. */
export async function userOfAccessToken(pool: Pool, accessToken: string): Promise<{ user: User; signIn: SignIn }> {
  const claims = await pool.tokens.readAccess(accessToken);
  const signIn = pool.signIns.find(claims.event_id);
  const user = enabledUser(pool, claims.sub);
  if (signIn?.sub !== user.sub || signIn.revoked) throw notAuthorized('Access Token has been revoked');
  findClient(pool, claims.client_id);
  return { user, signIn };
}

function enabledUser(pool: Pool, sub: string): User {
  const user = pool.users.find(sub);
  if (!user) throw userNotFound();
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return user;
}

async function tokens(
  pool: Pool,
  client: ClientSettings,
  user: User,
  signIn: SignIn,
  refreshToken?: string,
): Promise<object> {
  return {
    AccessToken: await pool.tokens.access(user, signIn, client),
    ExpiresIn: client.accessTokenSeconds,
    IdToken: await pool.tokens.id(user, signIn, client),
    ...(refreshToken !== undefined && { RefreshToken: refreshToken }),
    TokenType: 'Bearer',
  };
}
