import type { ApiErrorCode } from '../../api/api-error.ts';
import type { FailureReason } from './messages.ts';

const passing: ReadonlySet<ApiErrorCode> = new Set(['network', 'unavailable', 'internal', 'too-many-requests']);

/** Whether asking again can help after a failure of the API. */
export const isPassing = (code: ApiErrorCode): boolean => passing.has(code);

/** Ends a download for good. */
export class DownloadFailure extends Error {
  override readonly name = 'DownloadFailure';
  readonly reason: FailureReason;
  /** The file of an archive that failed. */
  readonly path: string | undefined;

  constructor(reason: FailureReason, path?: string) {
    super(`The download failed: ${reason}.`);
    this.reason = reason;
    this.path = path;
  }
}
