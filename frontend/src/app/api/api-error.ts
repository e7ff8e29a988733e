import { HttpErrorResponse } from '@angular/common/http';
import { errorBody, type ErrorCode } from '@airlock/contract';
import { safeParse } from 'valibot';

/** Code of a failed call: a code of the contract, or `network` when there was no answer. */
export type ApiErrorCode = ErrorCode | 'network';

/** A call that was refused or failed. `message` is the message of the server when it sent one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly requestId: string | undefined;
  /** Value of the Retry-After header, when the answer had one. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ApiErrorCode, message: string, requestId?: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Converts any thrown value into an ApiError. Refusals by API Gateway itself carry no code, so their status decides.
 */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (!(thrown instanceof HttpErrorResponse)) return new ApiError('internal', 'The answer was not understood.');
  const retryAfterMs = retryAfter(thrown.headers.get('Retry-After'));
  const body = safeParse(errorBody, thrown.error);
  if (!body.success) return new ApiError(codeOfStatus(thrown.status), thrown.message, undefined, retryAfterMs);
  const { code, message, requestId } = body.output;
  return new ApiError(code, message, requestId, retryAfterMs);
}

/** Reads seconds only: a date would have to be compared with a clock that may be wrong. */
const retryAfter = (header: string | null): number | undefined =>
  header !== null && /^\d+$/.test(header) ? Number(header) * 1000 : undefined;

function codeOfStatus(status: number): ApiErrorCode {
  if (status === 0) return 'network';
  if (status === 401) return 'unauthorized';
  if (status === 413) return 'body-too-large';
  if (status === 429) return 'too-many-requests';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return 'internal';
}
