import { S3ServiceException } from '@aws-sdk/client-s3';

import { CodedError } from '../coded-error.ts';

/** Returns S3's error code, or the name of a failure on the way to S3. */
export function errorName(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

/** Whether S3 refused this role; S3 also does so to hide whether the key exists. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && statusOf(error) === 403;
}

/** Errors after which the same request may succeed in a moment. The SDK has already tried three times. */
const temporary: ReadonlySet<string> = new Set([
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
]);

/** Turns a temporary failure into `unavailable`. Any other error is a fault of ours and stays as it is. */
export function toKnownError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isTemporary = temporary.has(error.name) || statusOf(error) >= 500 || isSocketError(error);
  if (!isTemporary) return error;
  return new CodedError('unavailable', 'The storage does not answer at the moment: try again.', { cause: error });
}

function statusOf(error: Error): number {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
}

/** Whether the error is of a socket: ECONNREFUSED, ECONNRESET, ENOTFOUND and so on. */
function isSocketError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
}
