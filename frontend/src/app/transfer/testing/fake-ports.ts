import type {
  AbortUploadRequest,
  CompleteUploadAnswer,
  CompleteUploadRequest,
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

import { CallFailure } from '../ports.ts';
import type { PutAnswer, SignedBatch, SignedRequest, StoredFile, TransferApi, TransferPorts } from '../ports.ts';
import { MemoryBatches } from './memory-batches.ts';
import { MemoryLocks } from './memory-locks.ts';
import { MemoryRecords } from './memory-records.ts';

interface Questions {
  presignPut: PresignPutRequest;
  describeFile: string;
  startUpload: StartUploadRequest;
  presignParts: PresignPartsRequest;
  listParts: ListPartsRequest;
  completeUpload: CompleteUploadRequest;
  abortUpload: AbortUploadRequest;
  listUploads: undefined;
  put: { signed: SignedRequest; body: Blob; progress: (bytes: number) => void };
  hash: { body: Blob; progress: (bytes: number) => void };
  wait: number;
  waitUntilUp: undefined;
  waitForSignIn: string;
}

interface Answers {
  presignPut: PresignPutAnswer;
  describeFile: StoredFile | undefined;
  startUpload: StartUploadAnswer;
  presignParts: PresignPartsAnswer;
  listParts: ListPartsAnswer;
  completeUpload: CompleteUploadAnswer;
  abortUpload: undefined;
  listUploads: ListUploadsAnswer;
  put: PutAnswer;
  hash: string;
  wait: undefined;
  waitUntilUp: undefined;
  waitForSignIn: undefined;
}

type Kind = keyof Questions;

/** A call that the engine has made and that waits for its answer. */
export interface Call<K extends Kind> {
  question: Questions[K];
  answer(value: Answers[K]): void;
  fail(error: Error): void;
}

export const signedPut: PresignPutAnswer = {
  url: 'https://files.example/one?X-Amz-Signature=1',
  headers: { 'content-type': 'text/plain', 'if-none-match': '*' },
  expiresAt: '2026-11-24T12:00:00.000Z',
};

/**
 * Ports that answer only when the test says so. Calls of one kind are answered in the order in which the engine made
 * them.
 */
export class FakePorts implements TransferPorts {
  online = true;
  hasDualStack = false;
  readonly #made = new Map<Kind, unknown[]>();
  readonly #awaited = new Map<Kind, ((call: unknown) => void)[]>();

  /** The person who is signed in. */
  userId: string | undefined = 'anna';
  readonly records = new MemoryRecords();
  readonly batches = new MemoryBatches();
  readonly locks = new MemoryLocks();
  readonly api: TransferApi = {
    presignPut: (request, signal) => this.#ask('presignPut', request, signal),
    presignPutBatch: async (requests, signal) => {
      // Each file is asked for and answered as if it were alone.
      const asked = requests.map((request) => this.#ask('presignPut', request, signal));
      return (await Promise.allSettled(asked)).map(answerOf);
    },
    describeFile: (path, signal) => this.#ask('describeFile', path, signal),
    startUpload: (request, signal) => this.#ask('startUpload', request, signal),
    presignParts: (request, signal) => this.#ask('presignParts', request, signal),
    listParts: (request, signal) => this.#ask('listParts', request, signal),
    completeUpload: (request, signal) => this.#ask('completeUpload', request, signal),
    abortUpload: (request, signal) => this.#ask('abortUpload', request, signal),
    listUploads: (signal) => this.#ask('listUploads', undefined, signal),
  };
  pathSettled = (): Promise<void> => Promise.resolve();
  readonly put: TransferPorts['put'] = (signed, body, progress, signal) =>
    this.#ask('put', { signed, body, progress }, signal);
  readonly hash: TransferPorts['hash'] = (body, _sliceBytes, { progress, slice }, signal) =>
    this.#ask('hash', { body, progress }, signal).then(slice);
  readonly network: TransferPorts['network'] = {
    isUp: () => this.online,
    waitUntilUp: (signal) => this.#ask('waitUntilUp', undefined, signal),
  };
  readonly session: TransferPorts['session'] = {
    userId: () => this.userId,
    owner: () => this.userId,
    waitForSignIn: (userId, signal) => this.#ask('waitForSignIn', userId, signal),
  };
  /** Current time in milliseconds. Each wait that is answered advances it. */
  nowMs = 0;
  readonly clock: TransferPorts['clock'] = {
    now: () => this.nowMs,
    wait: async (ms, signal) => {
      await this.#ask('wait', ms, signal);
      this.nowMs += ms;
    },
  };
  random = () => 0.5;

  /** Resolves with the next call of this kind, as soon as it is made. */
  next<K extends Kind>(kind: K): Promise<Call<K>> {
    const made = this.#made.get(kind)?.shift();
    if (made) return Promise.resolve(made as Call<K>);
    return new Promise((resolve) => {
      this.#awaited.set(kind, [...(this.#awaited.get(kind) ?? []), resolve as (call: unknown) => void]);
    });
  }

  /** Returns the number of calls of this kind that were made and not yet taken. */
  pending(kind: Kind): number {
    return this.#made.get(kind)?.length ?? 0;
  }

  #ask<K extends Kind>(kind: K, question: Questions[K], signal: AbortSignal): Promise<Answers[K]> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      const call: Call<K> = { question, answer: resolve, fail: reject };
      const awaited = this.#awaited.get(kind)?.shift();
      if (awaited) awaited(call);
      else this.#made.set(kind, [...(this.#made.get(kind) ?? []), call]);
    });
  }
}

function answerOf(settled: PromiseSettledResult<PresignPutAnswer>): SignedBatch[number] {
  if (settled.status === 'fulfilled') return settled.value;
  const { reason } = settled as { reason: unknown };
  if (reason instanceof CallFailure && reason.code !== 'network') return { code: reason.code, message: reason.message };
  throw reason;
}

/** Resolves after everything that is ready to run has run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
