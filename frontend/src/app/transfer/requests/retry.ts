import type { ErrorCode } from '@airlock/contract';

import type { FailureReason } from '../upload-state.ts';

/**
 * A step that failed: a call of the API, the PUT of a whole file, or the PUT of a part. `status` 0 means that there was
 * no answer. `sentAll` says that S3 may nevertheless have all bytes of the request.
 */
export type StepFailure = { retryAfterMs?: number } & (
  | { step: 'call'; code: ErrorCode | 'network' }
  | { step: 'put' | 'part'; status: number; code?: string; sentAll?: boolean }
);

/** What has happened to this request before. */
export interface Tries {
  failed: number;
  signedAgain: boolean;
  /**
   * Number of rounds in a row in which no request at all was answered. Above 0 the network is dead, and the file is not
   * to blame.
   */
  unansweredRounds: number;
}

/**
 * Whom a wait concerns. `request`: this request. `host`: all requests to the host. `slower-host`: all requests to the
 * host, which also wants fewer at a time. `network`: all requests, because the network is dead. `room`: this request,
 * because the person has as many unfinished uploads as they may. The last two cost no attempt.
 */
export type WaitScope = 'request' | 'host' | 'slower-host' | 'network' | 'room';

export type Decision =
  | { kind: 'retry'; afterMs: number; scope: WaitScope }
  /** The outcome is unknown: ask what is stored, then decide. */
  | { kind: 'ask'; afterMs: number; scope: WaitScope }
  | { kind: 'sign-again' }
  /**
   * S3 received other bytes than announced. Reading the file again shows whether the file has changed or the bytes were
   * damaged on the way.
   */
  | { kind: 'read-again'; afterMs: number; scope: WaitScope }
  /** Wait until the same person signs in. */
  | { kind: 'sign-in' }
  | { kind: 'exists' }
  /** The file to replace, or the upload to which a part belongs, no longer exists. */
  | { kind: 'gone' }
  | { kind: 'fail'; reason: FailureReason };

export const maxTries = 8;
const baseMs = 500;
const capMs = 20_000;
/** Longest wait in milliseconds while the network is dead. It is short, because no server is overloaded. */
const silenceCapMs = 5_000;
/** Longest wait in milliseconds that a Retry-After header can ask for. */
const retryAfterCapMs = 120_000;
/** Wait in milliseconds until the next question whether one of the person's unfinished uploads is over. */
const roomMs = 20_000;

/** Decides what follows a failed step. Nothing else makes this decision. */
export function decide(failure: StepFailure, tries: Tries, random: () => number): Decision {
  return failure.step === 'call' ? afterCall(failure, tries, random) : afterPut(failure, tries, random);
}

const callReasons: Partial<Record<ErrorCode | 'network', FailureReason>> = {
  'invalid-path': 'name-refused',
  'use-multipart': 'too-large',
  'file-too-large': 'above-limit',
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
    case 'too-many-uploads':
      // Others of a long queue must not fail one after the other, while a few large files are sent for hours.
      return { kind: 'retry', afterMs: roomMs, scope: 'room' };
    default:
      return { kind: 'fail', reason: callReasons[failure.code] ?? 'refused' };
  }
}

/**
 * Decides what follows a failed PUT, by the error codes of S3:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
function afterPut(failure: Put, tries: Tries, random: () => number): Decision {
  const { step, status, code = '' } = failure;
  const again = (scope: WaitScope, kind: 'retry' | 'ask' | 'read-again' = 'retry') =>
    retry(kind, failure, tries, random, scope);
  if (status === 0) return again('request', step === 'put' || failure.sentAll ? 'ask' : 'retry');
  if (status === 412) return { kind: 'exists' };
  if (status === 404 && code === (step === 'part' ? 'NoSuchUpload' : 'NoSuchKey')) return { kind: 'gone' };
  // S3 answers an expired URL with AccessDenied, and expired credentials of the signer with ExpiredToken.
  if (code === 'ExpiredToken' || (status === 403 && code === 'AccessDenied')) {
    return tries.signedAgain ? { kind: 'fail', reason: 'refused' } : { kind: 'sign-again' };
  }
  if (code === 'BadDigest' || code === 'XAmzContentChecksumMismatch') return again('request', 'read-again');
  if (code === 'EntityTooLarge') return { kind: 'fail', reason: 'too-large' };
  if (status === 503 || status === 429 || code === 'SlowDown') return again('slower-host');
  if (status === 500 || status === 502 || status === 504 || passingCodes.has(code)) return again('request');
  return { kind: 'fail', reason: 'refused' };
}

/** Codes of refusals that pass although their status is 4xx: a race of conditional writes, or a slow connection. */
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
    // A call of the API shows whether the network is dead or only S3 does not answer. After an answer of the API,
    // attempts count again.
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

/**
 * Returns a wait in milliseconds with full jitter:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
const jitter = (cap: number, failed: number, random: () => number) =>
  Math.round(random() * Math.min(cap, baseMs * 2 ** Math.min(failed, 20)));
