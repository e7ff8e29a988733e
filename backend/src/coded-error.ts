import type { ErrorCode } from '@airlock/contract';

/**
 * A refusal that the user may know about. It has a code of the contract, a plain sentence and, for a refused input, the
 * name of the input. Rules throw it; only `http/error-answer.ts` turns it into an answer. `cause` is for the log only.
 */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, options: { field?: string | undefined; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'CodedError';
    this.code = code;
    this.field = options.field;
  }
}
