import type { FailureReason } from './messages.ts';

/** Ends a download for good. */
export class DownloadFailure extends Error {
  override readonly name = 'DownloadFailure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(`The download failed: ${reason}.`);
    this.reason = reason;
  }
}
