import { S3ServiceException } from '@aws-sdk/client-s3';

import { CodedError } from '../coded-error.ts';
import { isTemporaryFailure, statusOf } from './temporary-failure.ts';

/** Returns S3's error code, or the name of a failure on the way to S3. */
export function errorName(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

/** Whether S3 refused this role; S3 also does so to hide whether the key exists. */
export function isForbidden(error: unknown): boolean {
  return statusOf(error) === 403;
}

/** Whether the SDK sent the request more than once before S3 refused it. */
export function wasRepeated(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.$metadata.attempts ?? 1) > 1;
}

/** Turns a temporary failure into `unavailable`. Any other error is a fault of ours and stays as it is. */
export function toKnownError(error: unknown): unknown {
  if (!isTemporaryFailure(error)) return error;
  return new CodedError('unavailable', 'The storage does not answer at the moment: try again.', { cause: error });
}

/** Throws a temporary failure as `unavailable`, and any other error as it is. */
export function rethrowKnown(error: unknown): never {
  throw toKnownError(error);
}
