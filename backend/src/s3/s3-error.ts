import { S3ServiceException } from '@aws-sdk/client-s3';

import { CodedError } from '../coded-error.ts';

/** S3's error code, or the name of a failure on the way to it. */
export function errorName(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

/** S3 refused this role, or does not want it to know whether the key exists. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && statusOf(error) === 403;
}

/** Nothing was decided: the same request may succeed in a moment. The SDK has already tried three times. */
const passing: ReadonlySet<string> = new Set([
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
]);

/** Turns a passing failure into `unavailable`; everything else is a fault of ours and stays as it is. */
export function toKnownError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isPassing = passing.has(error.name) || statusOf(error) >= 500 || isOfSocket(error);
  if (!isPassing) return error;
  return new CodedError('unavailable', 'The storage does not answer at the moment: try again.', { cause: error });
}

function statusOf(error: Error): number {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
}

/** ECONNREFUSED, ECONNRESET, ENOTFOUND … */
function isOfSocket(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
}
