import { randomBytes } from 'node:crypto';

import * as v from 'valibot';

import { canonicalName, claimantOf, type Claimant, srpIdentity } from './accounts.ts';
import {
  closeChallenge,
  findChallenge,
  openChallenge,
  required,
  type ChallengeAnswer,
  type Responses,
  type SignInAnswer,
} from './challenges.ts';
import { CognitoError, incorrectCredentials, invalidParameter, notAuthorized } from './errors.ts';
import { requireNewPassword } from './new-password.ts';
import type { Pool } from './pool.ts';
import { secondFactor } from './second-factor.ts';
import type { ClientSettings } from './client-settings.ts';
import { isPassword, isProof, startExchange } from './srp.ts';
import type { User } from './store/user-store.ts';
import { parseClaimTime } from './timestamp.ts';

const secretBlockBytes = 720;
const longestSkewMs = 5 * 60_000;
const exchangeState = v.object({
  ...{ clientPublic: v.string(), serverPublic: v.string(), serverPrivate: v.string() },
  attemptName: v.string(),
});

/** InitiateAuth with USER_SRP_AUTH: answers a PASSWORD_VERIFIER challenge whether or not the user exists. */
export function startSrp(pool: Pool, client: ClientSettings, parameters: Responses): SignInAnswer {
  const claimant = claimantOf(pool, client, required(parameters, 'USERNAME'));
  pool.lockOut.check(claimant.attemptName);
  const state = startExchange(required(parameters, 'SRP_A'), claimant.verifier);
  if (!state) throw invalidParameter('Invalid SRP_A parameter.');
  const { username, attemptName } = claimant;
  const secretBlock = randomBytes(secretBlockBytes).toString('base64');
  openChallenge(pool, client, { name: 'PASSWORD_VERIFIER', username, state: { ...state, attemptName } }, secretBlock);
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: claimant.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: state.serverPublic,
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
}

/** Checks the proof. Every wrong proof gets the same answer; only the lock and a malformed timestamp get their own. */
export function answerPasswordVerifier(pool: Pool, answer: ChallengeAnswer): Promise<SignInAnswer> {
  const { client, responses } = answer;
  const secretBlock = required(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = required(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const timestamp = required(responses, 'TIMESTAMP');
  const name = canonicalName(pool, required(responses, 'USERNAME'));
  const claimedAt = parseClaimTime(timestamp);
  if (!claimedAt) throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  const exchange = takeExchange(pool, client, secretBlock);
  const claimant = claimantOf(pool, client, exchange.attemptName);
  pool.lockOut.check(claimant.attemptName);
  const claim = { ...srpIdentity(pool, exchange.username), secretBlock, timestamp };
  const isRight =
    Math.abs(pool.now().getTime() - claimedAt.getTime()) <= longestSkewMs &&
    [claimant.username, claimant.attemptName].includes(name) &&
    isProof(exchange, claimant.verifier, claim, signature);
  return afterPassword(pool, answer, claimant, isRight);
}

/**
 * InitiateAuth with USER_PASSWORD_AUTH, for clients that allow it. The `ClientMetadata` of InitiateAuth does not reach
 * the pre token generation function.
 */
export function signInWithPassword(pool: Pool, client: ClientSettings, parameters: Responses): Promise<SignInAnswer> {
  const password = required(parameters, 'PASSWORD');
  const claimant = claimantOf(pool, client, required(parameters, 'USERNAME'));
  pool.lockOut.check(claimant.attemptName);
  const isRight = isPassword(srpIdentity(pool, claimant.username), password, claimant);
  return afterPassword(pool, { client, clientMetadata: undefined }, claimant, isRight);
}

/**
 * Takes the exchange of a SECRET_BLOCK. It is good for one answer, right or wrong: otherwise a proof could be replayed.
 */
function takeExchange(pool: Pool, client: ClientSettings, secretBlock: string) {
  try {
    const challenge = findChallenge(pool, client, 'PASSWORD_VERIFIER', secretBlock);
    closeChallenge(pool, challenge);
    return { username: challenge.username, ...v.parse(exchangeState, JSON.parse(challenge.state)) };
  } catch (error) {
    throw error instanceof CognitoError ? incorrectCredentials() : error;
  }
}

function afterPassword(
  pool: Pool,
  { client, clientMetadata }: Pick<ChallengeAnswer, 'client' | 'clientMetadata'>,
  { user, attemptName }: Claimant,
  isRight: boolean,
): Promise<SignInAnswer> {
  if (!isRight || !user) {
    pool.lockOut.failed(attemptName);
    throw incorrectCredentials();
  }
  pool.lockOut.succeeded(attemptName);
  checkState(pool, user);
  if (user.status === 'FORCE_CHANGE_PASSWORD') return Promise.resolve(requireNewPassword(pool, client, user));
  return secondFactor(pool, user, { client, clientMetadata, source: 'TokenGeneration_Authentication' });
}

/** Throws when the account cannot sign in now. The reason is told only to a person who knows the password. */
function checkState(pool: Pool, user: User): void {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED') throw new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status === 'RESET_REQUIRED') {
    throw new CognitoError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  if (user.temporaryUntil !== null && user.temporaryUntil <= pool.now().getTime()) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
}
