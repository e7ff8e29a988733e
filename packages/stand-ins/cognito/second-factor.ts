import * as v from 'valibot';

import { findUser } from './accounts.ts';
import { consumeTotpCode } from './authenticators.ts';
import {
  closeChallenge,
  findChallenge,
  openChallenge,
  required,
  type ChallengeAnswer,
  type OpenChallenge,
  type SignInAnswer,
} from './challenges.ts';
import { notAuthorized } from './errors.ts';
import type { Pool } from './pool.ts';
import { startSession } from './sessions.ts';
import type { ClientSettings } from './client-settings.ts';
import type { User } from './store/user-store.ts';
import type { TokenGrant } from './token-overrides.ts';

const codeStep = 'SOFTWARE_TOKEN_MFA';
const setUpStep = 'MFA_SETUP';

/**
 * The state of an open step. `salt` changes with the password. `secret` waits for its first code, which makes it
 * `verified`.
 */
export const factorState = v.object({
  salt: v.string(),
  secret: v.optional(v.string()),
  verified: v.optional(v.boolean(), false),
});

/**
 * Continues after the password: asks for a code of the user's app when the user has set one up or the pool demands it;
 * otherwise gives the tokens.
 */
export async function secondFactor(pool: Pool, user: User, grant: TokenGrant): Promise<SignInAnswer> {
  const { client } = grant;
  const { MfaConfiguration } = pool.settings;
  const { secret, enabled } = pool.authenticators.find(user.sub);
  if (MfaConfiguration === 'OFF') return startSession(pool, user, grant);
  // Where the pool demands a factor, the factor that is set up is asked for, whatever the user prefers.
  if (secret !== null && (enabled || MfaConfiguration === 'ON')) return ask(pool, client, user, codeStep, {});
  if (MfaConfiguration !== 'ON') return startSession(pool, user, grant);
  return ask(pool, client, user, setUpStep, { MFAS_CAN_SETUP: JSON.stringify(pool.settings.EnabledMfas) });
}

/** Answers the step with a code. A wrong code leaves the session open for another, as often as the lock allows. */
export function answerCode(pool: Pool, answer: ChallengeAnswer): Promise<SignInAnswer> {
  const { client, session, responses } = answer;
  const challenge = findChallenge(pool, client, codeStep, session);
  const user = userOf(pool, challenge, required(responses, 'USERNAME'));
  consumeTotpCode(pool, user, required(responses, 'SOFTWARE_TOKEN_MFA_CODE'));
  closeChallenge(pool, challenge);
  return startSession(pool, user, { ...answer, source: 'TokenGeneration_Authentication' });
}

/** Ends a set-up during sign-in: the session is the one that VerifySoftwareToken gave. */
export function answerSetUp(pool: Pool, answer: ChallengeAnswer): Promise<SignInAnswer> {
  const { client, session, responses } = answer;
  const challenge = findChallenge(pool, client, setUpStep, session);
  const user = userOf(pool, challenge, required(responses, 'USERNAME'));
  const { verified } = v.parse(factorState, JSON.parse(challenge.state));
  if (!verified) throw notAuthorized('Invalid session for the user.');
  closeChallenge(pool, challenge);
  pool.authenticators.save({ ...pool.authenticators.find(user.sub), enabled: true, preferred: true });
  return startSession(pool, user, { ...answer, source: 'TokenGeneration_Authentication' });
}

/**
 * Finds the set-up step that `session` stands for, in any client of the pool, because the operations name no client.
 */
export function findSetUp(
  pool: Pool,
  session: string,
): { challenge: OpenChallenge; client: ClientSettings; user: User } {
  const client = pool.clients.get(pool.challenges.find(session)?.clientId ?? '');
  if (!client) throw notAuthorized('Invalid session for the user.');
  const challenge = findChallenge(pool, client, setUpStep, session);
  return { challenge, client, user: userOf(pool, challenge, challenge.username) };
}

/** Opens the same step with the new state under a new session, and uses up the old session. */
export function continueSetUp(
  pool: Pool,
  client: ClientSettings,
  challenge: OpenChallenge,
  learnt: { secret?: string; verified?: boolean },
): string {
  closeChallenge(pool, challenge);
  const state = { ...v.parse(factorState, JSON.parse(challenge.state)), ...learnt };
  return openChallenge(pool, client, { name: setUpStep, username: challenge.username, state });
}

function ask(
  pool: Pool,
  client: ClientSettings,
  user: User,
  name: typeof codeStep | typeof setUpStep,
  parameters: object,
): Promise<SignInAnswer> {
  const { username, salt } = user;
  return Promise.resolve({
    ChallengeName: name,
    Session: openChallenge(pool, client, { name, username, state: { salt } }),
    ChallengeParameters: { USER_ID_FOR_SRP: username, ...parameters },
  });
}

/**
 * Finds the user of a step. A user who was disabled or got another password after proving the old one must begin again.
 */
function userOf(pool: Pool, challenge: OpenChallenge, name: string): User {
  const user = findUser(pool, name);
  const { salt } = v.parse(factorState, JSON.parse(challenge.state));
  if (user?.username !== challenge.username || user.salt !== salt) throw notAuthorized('Invalid session for the user.');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return user;
}
