import type { ErrorCode } from '@airlock/contract';

import type { FailureReason } from './upload-state.ts';

/** A step that did not succeed. A PUT with status 0 got no answer: it may have stored the file or not. */
export type StepFailure =
  { step: 'call'; code: ErrorCode | 'network' } | { step: 'put'; status: number; code?: string };

/** What happened to this file before. */
export interface Tries {
  failed: number;
  signedAgain: boolean;
}

export type Decision =
  | { kind: 'retry'; afterMs: number }
  | { kind: 'sign-again' }
  /** The outcome is unknown: look what is stored, then decide. */
  | { kind: 'ask'; afterMs: number }
  | { kind: 'exists' }
  /** What should be replaced is not there any more. */
  | { kind: 'gone' }
  | { kind: 'fail'; reason: FailureReason };

export const maxTries = 8;
const baseMs = 500;
const capMs = 20_000;

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backoffMs = (failed: number, random: () => number) =>
  Math.round(random() * Math.min(capMs, baseMs * 2 ** failed));

/** The one place that decides what follows a failed step. */
export function decide(failure: StepFailure, tries: Tries, random: () => number): Decision {
  return failure.step === 'call' ? afterCall(failure.code, tries, random) : afterPut(failure, tries, random);
}

const callReasons: Partial<Record<ErrorCode | 'network', FailureReason>> = {
  'invalid-path': 'name-refused',
  'file-too-large': 'too-large',
  'use-multipart': 'too-large',
  unauthorized: 'signed-out',
};

function afterCall(code: ErrorCode | 'network', tries: Tries, random: () => number): Decision {
  const passing = code === 'network' || code === 'too-many-requests' || code === 'unavailable' || code === 'internal';
  if (!passing) return { kind: 'fail', reason: callReasons[code] ?? 'refused' };
  return again(tries, random, code === 'network' ? 'network' : 'unavailable');
}

/** S3's error codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function afterPut({ status, code }: { status: number; code?: string }, tries: Tries, random: () => number): Decision {
  if (status === 0) {
    return tries.failed < maxTries
      ? { kind: 'ask', afterMs: backoffMs(tries.failed, random) }
      : { kind: 'fail', reason: 'network' };
  }
  if (status === 412) return { kind: 'exists' };
  if (status === 404 && code === 'NoSuchKey') return { kind: 'gone' };
  // An expired URL is answered with AccessDenied, expired credentials of the signer with ExpiredToken.
  if (code === 'ExpiredToken' || (status === 403 && code === 'AccessDenied')) {
    return tries.signedAgain ? { kind: 'fail', reason: 'refused' } : { kind: 'sign-again' };
  }
  if (code === 'BadDigest' || code === 'XAmzContentChecksumMismatch') return { kind: 'fail', reason: 'changed' };
  if (code === 'EntityTooLarge') return { kind: 'fail', reason: 'too-large' };
  const passing = status === 500 || status === 502 || status === 503 || status === 504 || status === 429;
  if (passing || passingCodes.has(code ?? '')) return again(tries, random, 'unavailable');
  return { kind: 'fail', reason: 'refused' };
}

/** Refusals that heal although their status says 4xx: a race of conditional writes, a slow link. */
const passingCodes: ReadonlySet<string> = new Set(['ConditionalRequestConflict', 'OperationAborted', 'RequestTimeout']);

const again = (tries: Tries, random: () => number, reason: FailureReason): Decision =>
  tries.failed < maxTries ? { kind: 'retry', afterMs: backoffMs(tries.failed, random) } : { kind: 'fail', reason };
