import type { ApiErrorCode } from '../api/api-error.ts';

/** Says why the bytes of a file could not be read. */
export class ContentFailure extends Error {
  override readonly name = 'ContentFailure';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode) {
    super(`The file could not be read: ${code}.`);
    this.code = code;
  }
}
