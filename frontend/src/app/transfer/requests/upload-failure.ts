import type { ErrorCode } from '@airlock/contract';

import type { FailureReason, UploadState } from '../upload-state.ts';

interface FailureDetails {
  /** The message of the server. */
  detail?: string;
  /** The code of the API's answer, when an answer ended the upload. */
  code?: ErrorCode | 'network';
  /** The part at which the upload failed. */
  partNumber?: number;
}

/** A failure that ends an upload. The step that fails throws it, and it becomes the last state of the upload. */
export class UploadFailure extends Error {
  override readonly name = 'UploadFailure';
  readonly reason: FailureReason;
  readonly code: FailureDetails['code'];
  readonly partNumber: number | undefined;

  constructor(reason: FailureReason, { detail = '', code, partNumber }: FailureDetails = {}) {
    super(detail);
    this.reason = reason;
    this.code = code;
    this.partNumber = partNumber;
  }

  get state(): Extract<UploadState, { kind: 'failed' }> {
    const { reason, message, partNumber } = this;
    return {
      kind: 'failed',
      reason,
      ...(message && { detail: message }),
      ...(partNumber !== undefined && { partNumber }),
    };
  }
}
