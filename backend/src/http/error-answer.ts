import type { ErrorBody, ErrorCode } from '@airlock/contract';

import { CodedError } from '../coded-error.ts';

/** The one table from code to status. `satisfies` makes a new code without a status a type error. */
export const statusOfCode = {
  'invalid-request': 400,
  'invalid-path': 400,
  unauthorized: 401,
  'not-found': 404,
  'body-too-large': 413,
  'use-multipart': 413,
  'file-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** What the user may know of an error: of one that is not ours, nothing but where to find it in the log. */
export function errorAnswer(error: unknown, requestId: string): { statusCode: number; body: ErrorBody } {
  const { code, message, field } =
    error instanceof CodedError ? error : new CodedError('internal', 'Something went wrong on our side.');
  return {
    statusCode: statusOfCode[code],
    body: { code, message, requestId, ...(field !== undefined && { field }) },
  };
}
