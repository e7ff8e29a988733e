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
  return isTemporaryFailure(error) ? unavailable(error) : error;
}

/** Makes the error of a call of which S3 did not say in time how it ended. */
export function unavailable(cause: unknown): CodedError {
  return new CodedError('unavailable', 'The storage does not answer at the moment: try again.', { cause });
}

/** S3's codes of one object that it keeps and that this role may not read or remove. */
const refusals: ReadonlySet<string> = new Set(['AccessDenied', 'InvalidObjectState']);

/** Whether S3 keeps an object and does not let this role read or remove it. */
export function isRefusalCode(code: string): boolean {
  return refusals.has(code);
}

/** Whether S3 says that this role may not do it, which need not be for what the object is. */
export function isDenial(code: string | undefined): boolean {
  return code === 'AccessDenied';
}

/** Makes the error of a file that S3 keeps and does not let this role read. */
export function storageRefused(cause: unknown): CodedError {
  const message = 'The storage does not give this file out: it is archived, or encrypted with a key of somebody else.';
  return new CodedError('storage-refused', message, { cause });
}

/** Throws a temporary failure as `unavailable`, and any other error as it is. */
export function rethrowKnown(error: unknown): never {
  throw toKnownError(error);
}
