import { createHash, randomInt } from 'node:crypto';

import { CognitoError } from './errors.ts';
import type { Pool } from './pool.ts';
import type { CodePurpose } from './store/code-store.ts';

const hourMs = 3_600_000;

/**
 * The life of a code: an hour for a forgotten password, a day for the rest ("Code validity", quotas page of the
 * developer guide).
 */
const lifeMs: Record<CodePurpose, number> = {
  'forgotten-password': hourMs,
  'sign-up': 24 * hourMs,
  email: 24 * hourMs,
  'pending-email': 24 * hourMs,
};

/**
 * Makes a new code of six digits, which replaces the one before. Throws LimitExceededException after five codes in an
 * hour.
 */
export function issueCode(pool: Pool, purpose: CodePurpose, name: string): string {
  pool.hourly.check(`${purpose} ask ${name}`);
  pool.hourly.count(`${purpose} ask ${name}`);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const now = pool.now().getTime();
  pool.codes.save(purpose, name, { hash: hashOf(purpose, name, code), expiresAt: now + lifeMs[purpose] }, now);
  return code;
}

/**
 * Throws unless `code` is the code that was sent, in time. It stays good until `useCode`, so that a user can correct a
 * new password that the policy refuses. Five wrong codes in an hour end the attempts, and then the right code is
 * refused too.
 */
export function checkCode(pool: Pool, purpose: CodePurpose, name: string, code: string): void {
  pool.hourly.check(`${purpose} enter ${name}`);
  const sent = pool.codes.find(purpose, name);
  if (!sent || sent.expiresAt <= pool.now().getTime()) throw codeExpired();
  if (sent.hash === hashOf(purpose, name, code)) return;
  pool.hourly.count(`${purpose} enter ${name}`);
  throw codeMismatch();
}

/** Uses up the code. Throws when another request used it first. */
export function useCode(pool: Pool, purpose: CodePurpose, name: string, code: string): void {
  if (!pool.codes.use(purpose, name, hashOf(purpose, name, code))) throw codeExpired();
  pool.hourly.forget(`${purpose} enter ${name}`);
}

export const codeMismatch = () =>
  new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.');
export const codeExpired = () =>
  new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');

const hashOf = (purpose: CodePurpose, name: string, code: string) =>
  createHash('sha256').update(`${purpose}\n${name}\n${code}`).digest('hex');
