import type {
  AbortUploadRequest,
  CompleteUploadAnswer,
  CompleteUploadRequest,
  ErrorCode,
  FileToUpload,
  ListPartsAnswer,
  ListPartsRequest,
  ListUploadsAnswer,
  PresignPartsAnswer,
  PresignPartsRequest,
  PresignPutAnswer,
  PresignPutBatchAnswer,
  PresignPutRequest,
  StartUploadAnswer,
  StartUploadRequest,
} from '@airlock/contract';

import type { BatchFiles, BatchRecord } from './batch-record.ts';
import type { UploadRecord } from './upload-record.ts';

/** The file that is stored under a path, as `presign-get` describes it. */
export interface StoredFile {
  sizeBytes: number;
  etag: string;
  crc64nvme?: string;
}

/**
 * A call of the API that was refused or had no answer. Each method of `TransferApi` rejects with it, or with the reason
 * of its signal.
 */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly code: ErrorCode | 'network';
  /** Value of the Retry-After header in milliseconds; `undefined` when the answer had none. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode | 'network', message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The operations of the API that the engine calls, as the contract defines them. Each call is one request; the engine
 * itself repeats failed calls.
 */
export interface TransferApi {
  presignPut(request: PresignPutRequest, signal: AbortSignal): Promise<PresignPutAnswer>;
  /**
   * Signs 2 to 100 files with one call, each for the endpoint of S3 that it asks for. Resolves with the answers about them, in
   * the same order.
   */
  presignPutBatch(requests: readonly FileToUpload[], signal: AbortSignal): Promise<SignedBatch>;
  /**
   * Calls `presign-get` and resolves with what is stored under `path`, or with `undefined` when nothing is stored
   * there.
   */
  describeFile(path: string, signal: AbortSignal): Promise<StoredFile | undefined>;
  startUpload(request: StartUploadRequest, signal: AbortSignal): Promise<StartUploadAnswer>;
  presignParts(request: PresignPartsRequest, signal: AbortSignal): Promise<PresignPartsAnswer>;
  listParts(request: ListPartsRequest, signal: AbortSignal): Promise<ListPartsAnswer>;
  completeUpload(request: CompleteUploadRequest, signal: AbortSignal): Promise<CompleteUploadAnswer>;
  abortUpload(request: AbortUploadRequest, signal: AbortSignal): Promise<void>;
  listUploads(signal: AbortSignal): Promise<ListUploadsAnswer>;
}

/** What is answered about each file of a call that signs many: where to send its bytes, or why it is refused. */
export type SignedBatch = PresignPutBatchAnswer['files'];

/** A signed PUT request for bytes: those of a whole file or of one part. */
export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
}

/** The answer of S3 to a PUT. `status` 0 means that no answer arrived, so it is unknown whether S3 stored the bytes. */
export interface PutAnswer {
  status: number;
  /** Error code of S3, such as `SlowDown`; absent on success. */
  code?: string;
  crc64nvme?: string;
  retryAfterMs?: number;
}

export interface Clock {
  now: () => number;
  /** Resolves after `ms` milliseconds. Rejects with the signal's reason when the signal fires. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The resume records in this browser, of every person who has used it. */
export interface UploadRecords {
  of(userId: string): Promise<UploadRecord[]>;
  /** Resolves when the record would survive a crash of the browser. */
  save(record: UploadRecord): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The records of batches in this browser, of every person who has used it. */
export interface BatchRecords {
  /** Time between two writes of a batch in milliseconds, so that it is not written for each of its files. */
  readonly pauseMs: number;
  of(userId: string): Promise<BatchRecord[]>;
  filesOf(id: string): Promise<BatchFiles[]>;
  /**
   * Writes the record and appends files to it. Resolves when they would survive a crash of the browser.
   */
  save(record: BatchRecord, files: BatchFiles): Promise<void>;
  /** Removes a batch with its files and handles. */
  remove(id: string): Promise<void>;
  /**
   * Keeps handles of what was chosen. They are read only when somebody wants to go on: Chromium crashes when a page of a
   * private window reads one.
   */
  keepHandles(id: string, handles: readonly FileSystemHandle[]): Promise<void>;
  handlesOf(id: string): Promise<readonly FileSystemHandle[]>;
}

/** Releases a lock. Resolves when others can take the lock, which may be a moment later. */
export type ReleaseLock = () => Promise<void>;

/**
 * Locks that all tabs of this browser share. A lock is released by its function, or by the browser when its tab is
 * gone.
 */
export interface UploadLocks {
  /** Takes the lock. Resolves with `undefined`, without waiting, when another tab or this tab holds the lock. */
  take(name: string): Promise<ReleaseLock | undefined>;
  /** Waits until the lock is free and takes it. Rejects with the signal's reason when the signal fires. */
  wait(name: string, signal: AbortSignal): Promise<ReleaseLock>;
  /** Resolves with the names of the locks that any tab holds now. */
  held(): Promise<ReadonlySet<string>>;
}

export interface SignedInSession {
  /** Returns the `sub` of the signed-in person's token, or `undefined` when nobody is signed in. */
  userId(): string | undefined;
  /**
   * Returns the person to whom new uploads belong: the one who is signed in, or, after a session has ended, the one who
   * is expected to sign in again.
   */
  owner(): string | undefined;
  /** Resolves when this person is signed in, now or later. Rejects with the signal's reason when the signal fires. */
  waitForSignIn(userId: string, signal: AbortSignal): Promise<void>;
}

/** Receives the results of hashing while the body is being read. */
export interface HashListener {
  /** Receives the number of bytes of the whole body that are hashed so far. */
  progress: (hashedBytes: number) => void;
  /** Receives the CRC64NVME of the next slice in Base64, as S3 writes it. */
  slice: (crc64nvme: string) => void;
}

/** Everything that the engine needs from its surroundings. Tests replace it and answer each call by hand. */
export interface TransferPorts {
  api: TransferApi;
  /** Whether S3 has a dual-stack endpoint too, for which small files can be signed. */
  hasDualStack: boolean;
  /** Resolves when the page itself does nothing any more to the file that is stored under `path`. */
  pathSettled: (path: string) => Promise<void>;
  /**
   * Sends `body` with a signed request. Never rejects because of the network: without an answer it resolves with status
   * 0.
   */
  put: (
    signed: SignedRequest,
    body: Blob,
    progress: (sentBytes: number) => void,
    signal: AbortSignal,
  ) => Promise<PutAnswer>;
  /**
   * Hashes consecutive slices of `sliceBytes` bytes of the body, in order. The last slice may be shorter, and an empty
   * body is one empty slice. Rejects with `UnreadableFile` when the file cannot be read, with the signal's reason when
   * the signal fires, and with any error that `listener.slice` throws.
   */
  hash: (body: Blob, sliceBytes: number, listener: HashListener, signal: AbortSignal) => Promise<void>;
  records: UploadRecords;
  batches: BatchRecords;
  locks: UploadLocks;
  session: SignedInSession;
  /** Tells whether the device believes that it has a network, and when it has one again. */
  network: { isUp: () => boolean; waitUntilUp: (signal: AbortSignal) => Promise<void> };
  clock: Clock;
  /** Returns a random number, uniformly distributed from 0 (included) to 1 (excluded). */
  random: () => number;
}

/** Says that the file on disk was changed, moved or removed after it was chosen. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
