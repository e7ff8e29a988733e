import type { ErrorCode } from '@airlock/contract';

import type { FailureReason } from '../upload-state.ts';

/**
 * A step that did not succeed: a call of the API, the PUT of a whole file, the PUT of a part. Status 0 got no answer;
 * `sentAll` says that S3 may nevertheless have all its bytes.
 */
export type StepFailure = { retryAfterMs?: number } & (
  | { step: 'call'; code: ErrorCode | 'network' }
  | { step: 'put' | 'part'; status: number; code?: string; sentAll?: boolean }
);

/** What happened to this request before. */
export interface Tries {
  failed: number;
  signedAgain: boolean;
  /** How often in a row nobody at all has answered, this request or any other: then the network is dead, not the file. */
  unansweredRounds: number;
}

/**
 * Whom a wait concerns: this request; all requests to the host; the same, and the host wants fewer at a time; or
 * everybody, since the network is dead, which costs no try.
 */
export type WaitScope = 'request' | 'host' | 'slower-host' | 'network';

export type Decision =
  | { kind: 'retry'; afterMs: number; scope: WaitScope }
  /** The outcome is unknown: look what is stored, then decide. */
  | { kind: 'ask'; afterMs: number; scope: WaitScope }
  | { kind: 'sign-again' }
  /** Other bytes arrived than were announced: read the file again to learn whether it or the way changed them. */
  | { kind: 'read-again'; afterMs: number; scope: WaitScope }
  /** Wait for the same person to sign in. */
  | { kind: 'sign-in' }
  | { kind: 'exists' }
  /** What should be replaced, or the upload that a part belongs to, is not there any more. */
  | { kind: 'gone' }
  | { kind: 'fail'; reason: FailureReason };

export const maxTries = 8;
const baseMs = 500;
const capMs = 20_000;
/** A dead network is no overloaded server: it may be asked more often. */
const silenceCapMs = 5_000;
/** No server may make us wait longer than this. */
const retryAfterCapMs = 120_000;

/** The one place that decides what follows a failed step. */
export function decide(failure: StepFailure, tries: Tries, random: () => number): Decision {
  return failure.step === 'call' ? afterCall(failure, tries, random) : afterPut(failure, tries, random);
}

const callReasons: Partial<Record<ErrorCode | 'network', FailureReason>> = {
  'invalid-path': 'name-refused',
  'use-multipart': 'too-large',
};

type Call = Extract<StepFailure, { step: 'call' }>;
type Put = Exclude<StepFailure, { step: 'call' }>;

function afterCall(failure: Call, tries: Tries, random: () => number): Decision {
  const again = (scope: WaitScope) => retry('retry', failure, tries, random, scope);
  switch (failure.code) {
    case 'network':
      return again('request');
    case 'too-many-requests':
    case 'unavailable':
      return again('host');
    case 'internal':
      return again('request');
    case 'unauthorized':
      return { kind: 'sign-in' };
    default:
      return { kind: 'fail', reason: callReasons[failure.code] ?? 'refused' };
  }
}

/** S3's error codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function afterPut(failure: Put, tries: Tries, random: () => number): Decision {
  const { step, status, code = '' } = failure;
  const again = (scope: WaitScope, kind: 'retry' | 'ask' | 'read-again' = 'retry') =>
    retry(kind, failure, tries, random, scope);
  if (status === 0) return again('request', step === 'put' || failure.sentAll ? 'ask' : 'retry');
  if (status === 412) return { kind: 'exists' };
  if (status === 404 && code === (step === 'part' ? 'NoSuchUpload' : 'NoSuchKey')) return { kind: 'gone' };
  // An expired URL is answered with AccessDenied, expired credentials of the signer with ExpiredToken.
  if (code === 'ExpiredToken' || (status === 403 && code === 'AccessDenied')) {
    return tries.signedAgain ? { kind: 'fail', reason: 'refused' } : { kind: 'sign-again' };
  }
  if (code === 'BadDigest' || code === 'XAmzContentChecksumMismatch') return again('request', 'read-again');
  if (code === 'EntityTooLarge') return { kind: 'fail', reason: 'too-large' };
  if (status === 503 || status === 429 || code === 'SlowDown') return again('slower-host');
  if (status === 500 || status === 502 || status === 504 || passingCodes.has(code)) return again('request');
  return { kind: 'fail', reason: 'refused' };
}

/** Refusals that heal although their status says 4xx: a race of conditional writes, a slow link. */
const passingCodes: ReadonlySet<string> = new Set(['ConditionalRequestConflict', 'OperationAborted', 'RequestTimeout']);

const unanswered = (failure: StepFailure) =>
  failure.step === 'call' ? failure.code === 'network' : failure.status === 0;

function retry(
  kind: 'retry' | 'ask' | 'read-again',
  failure: StepFailure,
  tries: Tries,
  random: () => number,
  scope: WaitScope,
): Decision {
  if (unanswered(failure) && tries.unansweredRounds > 0) {
    // Asking tells a dead network from a host that alone does not answer: with the API's answer, tries count again.
    const asking = failure.step === 'call' ? kind : 'ask';
    return { kind: asking, afterMs: jitter(silenceCapMs, tries.unansweredRounds, random), scope: 'network' };
  }
  if (tries.failed >= maxTries) return { kind: 'fail', reason: exhausted(kind, failure) };
  const asked = Math.min(failure.retryAfterMs ?? 0, retryAfterCapMs);
  const afterMs = Math.max(asked, jitter(capMs, tries.failed, random));
  return { kind, afterMs, scope: asked > 0 && scope === 'request' ? 'host' : scope };
}

function exhausted(kind: 'retry' | 'ask' | 'read-again', failure: StepFailure): FailureReason {
  if (kind === 'read-again') return 'damaged';
  return unanswered(failure) ? 'network' : 'unavailable';
}

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const jitter = (cap: number, failed: number, random: () => number) =>
  Math.round(random() * Math.min(cap, baseMs * 2 ** Math.min(failed, 20)));
