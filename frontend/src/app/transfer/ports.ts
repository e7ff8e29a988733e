import type { ErrorCode, PresignPutAnswer, PresignPutRequest } from '@airlock/contract';

/** What is stored under a path, as `presign-get` tells it. */
export interface StoredFile {
  sizeBytes: number;
  etag: string;
  crc64nvme?: string;
}

/** S3's answer to a PUT; `status` 0 means that no answer arrived and the outcome is unknown. */
export interface PutAnswer {
  status: number;
  /** S3's error code, `SlowDown`; absent on success. */
  code?: string;
  crc64nvme?: string;
}

/** A call of the API that was refused or failed. The adapters of `sign` and `look` reject with it. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly code: ErrorCode | 'network';

  constructor(code: ErrorCode | 'network', message: string) {
    super(message);
    this.code = code;
  }
}

export interface Clock {
  now: () => number;
  /** Resolves after `ms`, rejects with the signal's reason. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Everything the engine needs from outside. Tests answer each call by hand. */
export interface TransferPorts {
  sign: (request: PresignPutRequest, signal: AbortSignal) => Promise<PresignPutAnswer>;
  /** `undefined` when nothing is stored under the path. */
  look: (path: string, signal: AbortSignal) => Promise<StoredFile | undefined>;
  /** Never rejects because of the network: no answer is `{ status: 0 }`. */
  put: (
    signed: PresignPutAnswer,
    body: Blob,
    progress: (sentBytes: number) => void,
    signal: AbortSignal,
  ) => Promise<PutAnswer>;
  /** CRC64NVME as S3 writes it; rejects with `UnreadableFile` when the file cannot be read. */
  hash: (body: Blob, progress: (hashedBytes: number) => void, signal: AbortSignal) => Promise<string>;
  /** Whether the machine believes to have a network, and the moment it comes back. */
  network: { isUp: () => boolean; up: (signal: AbortSignal) => Promise<void> };
  clock: Clock;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** The file on disk was changed, moved or removed since it was chosen. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
