import { randomUUID } from 'node:crypto';

import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';

import { readableAttributes } from './attributes.ts';
import type { ClientSettings } from './client-settings.ts';
import { notAuthorized } from './errors.ts';
import type { SigningKey } from './signing-key.ts';
import type { SignIn } from './store/sign-in-store.ts';
import type { User } from './store/user-store.ts';
import type { TokenChange, TokenOverrides } from './token-overrides.ts';

/** The one scope that a sign-in without an authorization server gives; a pre token generation function may take it. */
export const userScope = 'aws.cognito.signin.user.admin';

const accessClaims = v.object({
  sub: v.string(),
  username: v.string(),
  client_id: v.string(),
  event_id: v.string(),
  token_use: v.literal('access'),
  scope: v.string(),
});

/** What tokens are made of. */
export interface TokenSubject {
  readonly user: User;
  readonly signIn: SignIn;
  readonly client: ClientSettings;
  readonly overrides: TokenOverrides;
}
export type AccessClaims = v.InferOutput<typeof accessClaims>;

/**
 * Writes and reads tokens with the claims of "Understanding the access token" and "Understanding the identity (ID)
 * token", developer guide.
 */
export class Tokens {
  readonly issuer: string;
  readonly #key: SigningKey;
  readonly #now: () => Date;

  constructor(issuer: string, key: SigningKey, now: () => Date) {
    this.issuer = issuer;
    this.#key = key;
    this.#now = now;
  }

  access({ user, signIn, client, overrides }: TokenSubject): Promise<string> {
    const claims = {
      sub: user.sub,
      client_id: client.id,
      ...(client.EnableTokenRevocation && { origin_jti: signIn.originJti }),
      event_id: signIn.eventId,
      token_use: 'access',
      scope: overrides.scopes.join(' '),
      auth_time: seconds(signIn.authTime),
      jti: randomUUID(),
      username: user.username,
    };
    return this.#sign(changed(claims, overrides.access), client.accessTokenSeconds);
  }

  id({ user, signIn, client, overrides }: TokenSubject): Promise<string> {
    const claims = {
      sub: user.sub,
      aud: client.id,
      ...verified(readableAttributes(client, user.attributes)),
      'cognito:username': user.username,
      ...(client.EnableTokenRevocation && { origin_jti: signIn.originJti, jti: randomUUID() }),
      event_id: signIn.eventId,
      token_use: 'id',
      auth_time: seconds(signIn.authTime),
    };
    return this.#sign(changed(claims, overrides.id), client.idTokenSeconds);
  }

  /**
   * Returns the claims of an access token of this pool that has not expired. Throws the service's error for any other
   * text.
   */
  async readAccess(token: string): Promise<AccessClaims> {
    const claims = v.safeParse(accessClaims, await this.#verify(token));
    if (!claims.success) throw notAuthorized('Invalid Access Token');
    if (!claims.output.scope.split(' ').includes(userScope)) {
      throw notAuthorized('Access Token does not have required scopes');
    }
    return claims.output;
  }

  async #verify(token: string): Promise<unknown> {
    try {
      const options = { algorithms: ['RS256'], issuer: this.issuer, currentDate: this.#now() };
      return (await jwtVerify(token, this.#key.publicKey, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw notAuthorized('Access Token has expired');
      throw notAuthorized('Invalid Access Token');
    }
  }

  #sign(claims: Record<string, unknown>, lifeSeconds: number): Promise<string> {
    const issuedAt = seconds(this.#now().getTime());
    return new SignJWT({ ...claims, iss: this.issuer })
      .setProtectedHeader({ kid: this.#key.kid, alg: 'RS256' })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(this.#key.privateKey);
  }
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

/** Returns the claims after a function's changes: a claim that it both adds and suppresses is suppressed. */
function changed(claims: Record<string, unknown>, { add, suppress }: TokenChange): Record<string, unknown> {
  const entries = Object.entries({ ...claims, ...add });
  return Object.fromEntries(entries.filter(([name]) => !suppress.includes(name)));
}

/** Returns attributes for a token: `email_verified` and its like are booleans in a token and text everywhere else. */
function verified(attributes: Readonly<Record<string, string>>): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, name.endsWith('_verified') ? value === 'true' : value]),
  );
}
