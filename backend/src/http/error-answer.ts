import { statusOfCode } from '@airlock/contract';
import type { ErrorBody } from '@airlock/contract';

import { CodedError } from '../coded-error.ts';

/** Returns what the user may know of an error. About an unexpected error the answer says only the request id, which is in the log. */
export function errorAnswer(error: unknown, requestId: string): { statusCode: number; body: ErrorBody } {
  const { code, message, field } =
    error instanceof CodedError ? error : new CodedError('internal', 'Something went wrong on our side.');
  return {
    statusCode: statusOfCode[code],
    body: { code, message, requestId, ...(field !== undefined && { field }) },
  };
}
