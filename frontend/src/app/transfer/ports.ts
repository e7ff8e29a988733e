import type {
  AbortUploadRequest,
  CompleteUploadAnswer,
  CompleteUploadRequest,
  ErrorCode,
  ListPartsAnswer,
  ListPartsRequest,
  ListUploadsAnswer,
  PresignPartsAnswer,
  PresignPartsRequest,
  PresignPutAnswer,
  PresignPutRequest,
  StartUploadAnswer,
  StartUploadRequest,
} from '@airlock/contract';

import type { UploadRecord } from './upload-record.ts';

/** What is stored under a path, as `presign-get` tells it. */
export interface StoredFile {
  sizeBytes: number;
  etag: string;
  crc64nvme?: string;
}

/** A call of the API that was refused or failed. Every method of `api` rejects with it, or with the signal's reason. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly code: ErrorCode | 'network';
  /** The answer's Retry-After, when there was one. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode | 'network', message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The operations that the engine calls, as the contract states them. Each call is one request; retries are ours. */
export interface TransferApi {
  presignPut(request: PresignPutRequest, signal: AbortSignal): Promise<PresignPutAnswer>;
  /** `presign-get`, of which only what is stored matters; `undefined` when nothing is stored under the path. */
  describeFile(path: string, signal: AbortSignal): Promise<StoredFile | undefined>;
  startUpload(request: StartUploadRequest, signal: AbortSignal): Promise<StartUploadAnswer>;
  presignParts(request: PresignPartsRequest, signal: AbortSignal): Promise<PresignPartsAnswer>;
  listParts(request: ListPartsRequest, signal: AbortSignal): Promise<ListPartsAnswer>;
  completeUpload(request: CompleteUploadRequest, signal: AbortSignal): Promise<CompleteUploadAnswer>;
  abortUpload(request: AbortUploadRequest, signal: AbortSignal): Promise<void>;
  listUploads(signal: AbortSignal): Promise<ListUploadsAnswer>;
}

/** A signed request for bytes: a whole file or one part. */
export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
}

/** S3's answer to a PUT; `status` 0 means that no answer arrived and the outcome is unknown. */
export interface PutAnswer {
  status: number;
  /** S3's error code, `SlowDown`; absent on success. */
  code?: string;
  crc64nvme?: string;
  retryAfterMs?: number;
}

export interface Clock {
  now: () => number;
  /** Resolves after `ms`, rejects with the signal's reason. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The resume records of this browser, of every person who used it. */
export interface UploadRecords {
  of(userId: string): Promise<UploadRecord[]>;
  /** Resolves when a crash would find it. */
  save(record: UploadRecord): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Resolves when others may have the lock, which takes the browser a moment. */
export type ReleaseLock = () => Promise<void>;

/** Locks over all tabs of this browser; one is released by its function or when its tab is gone. */
export interface UploadLocks {
  /** `undefined` at once when it is held, by another tab or this one. */
  take(name: string): Promise<ReleaseLock | undefined>;
  /** Waits for one's turn; rejects with the signal's reason. */
  wait(name: string, signal: AbortSignal): Promise<ReleaseLock>;
  /** Names that any tab holds now. */
  held(): Promise<ReadonlySet<string>>;
}

export interface SignedInSession {
  /** Whose session it is: the `sub` of the token; `undefined` when nobody is signed in. */
  userId(): string | undefined;
  /** Whose uploads are chosen here: the same, and still known while an ended session waits for its person. */
  owner(): string | undefined;
  /** Resolves when this very person is signed in, now or later; rejects with the signal's reason. */
  waitForSignIn(userId: string, signal: AbortSignal): Promise<void>;
}

/** Hears what a reading finds, as soon as it does. */
export interface HashListener {
  /** Of the whole body so far. */
  progress: (hashedBytes: number) => void;
  /** CRC64NVME of the next slice, as S3 writes it. */
  slice: (crc64nvme: string) => void;
}

/** Everything the engine needs from outside. Tests answer each call by hand. */
export interface TransferPorts {
  api: TransferApi;
  /** Never rejects because of the network: no answer is `{ status: 0 }`. */
  put: (
    signed: SignedRequest,
    body: Blob,
    progress: (sentBytes: number) => void,
    signal: AbortSignal,
  ) => Promise<PutAnswer>;
  /**
   * Hashes each `sliceBytes` of the body in their order; the last slice may be shorter, and an empty body is one. Rejects
   * with `UnreadableFile` when the file cannot be read, and with whatever `heard` throws.
   */
  hash: (body: Blob, sliceBytes: number, heard: HashListener, signal: AbortSignal) => Promise<void>;
  records: UploadRecords;
  locks: UploadLocks;
  session: SignedInSession;
  /** Whether the machine believes to have a network, and the moment it comes back. */
  network: { isUp: () => boolean; waitUntilUp: (signal: AbortSignal) => Promise<void> };
  clock: Clock;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** The file on disk was changed, moved or removed since it was chosen. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
