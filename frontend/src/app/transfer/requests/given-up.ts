import type { ErrorCode } from '@airlock/contract';

import type { FailureReason, UploadState } from '../upload-state.ts';

interface Circumstances {
  /** The server's sentence. */
  detail?: string;
  /** Its code, when an answer of the API ended it. */
  code?: ErrorCode | 'network';
  partNumber?: number;
}

/** Ends an upload from inside a step. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
  readonly reason: FailureReason;
  readonly code: Circumstances['code'];
  readonly partNumber: number | undefined;

  constructor(reason: FailureReason, { detail = '', code, partNumber }: Circumstances = {}) {
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
