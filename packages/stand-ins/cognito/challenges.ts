import { invalidParameter, notAuthorized } from './errors.ts';
import type { Pool } from './pool.ts';
import type { ClientSettings } from './client-settings.ts';
import type { Challenge, ChallengeName } from './store/challenge-store.ts';
import { randomToken } from './store/secrets.ts';

/** The answer to a sign-in: the next step, or the tokens. */
export type SignInAnswer =
  | { readonly ChallengeName: ChallengeName; readonly ChallengeParameters: object; readonly Session?: string }
  | { readonly AuthenticationResult: object; readonly ChallengeParameters: object };

export type Responses = Readonly<Record<string, string>>;

/** The answer to a step, as RespondToAuthChallenge brings it. */
export interface ChallengeAnswer {
  readonly client: ClientSettings;
  readonly session: string | undefined;
  readonly responses: Responses;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/** The step that is being answered, with the session token that names it. */
export interface OpenChallenge extends Challenge {
  readonly session: string;
}

/** Stores a step for `AuthSessionValidity` minutes under a new token; only the token's hash is stored. */
export function openChallenge(
  pool: Pool,
  client: ClientSettings,
  step: { name: ChallengeName; username: string; state?: object },
  token = randomToken(96),
): string {
  const now = pool.now().getTime();
  const { name, username, state = {} } = step;
  const expiresAt = now + client.AuthSessionValidity * 60_000;
  pool.challenges.add(token, { name, clientId: client.id, username, state: JSON.stringify(state), expiresAt }, now);
  return token;
}

/**
 * Finds the step that `session` stands for. It must belong to this client and name, be unanswered and in time. The step
 * stays open until `closeChallenge`, so that a user can correct a new password that the policy refuses.
 */
export function findChallenge(
  pool: Pool,
  client: ClientSettings,
  name: ChallengeName,
  session: string | undefined,
): OpenChallenge {
  if (session === undefined) throw invalidParameter('Missing required parameter Session');
  const challenge = pool.challenges.find(session);
  if (challenge?.name !== name || challenge.clientId !== client.id) {
    throw notAuthorized('Invalid session for the user.');
  }
  if (challenge.used) throw usedUp();
  if (challenge.expiresAt <= pool.now().getTime()) {
    throw notAuthorized('Invalid session for the user, session is expired.');
  }
  return { ...challenge, session };
}

/** Uses up the session. Throws when another answer came first. */
export function closeChallenge(pool: Pool, { session }: OpenChallenge): void {
  if (!pool.challenges.use(session)) throw usedUp();
}

/**
 * Returns a required entry of `AuthParameters` or `ChallengeResponses`. Throws InvalidParameterException when it is
 * missing.
 */
export function required(responses: Responses, name: string): string {
  const value = responses[name];
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

const usedUp = () => notAuthorized('Invalid session for the user, session can only be used once.');
