import { partPlan, type CompleteUploadRequest } from '@airlock/contract';

import { CallFailure, UnreadableFile, type PutAnswer, type TransferApi, type TransferPorts } from '../ports.ts';
import { settled } from './fake-ports.ts';
import { mustBeWhole, type OpenUpload, type StoredObject } from './fake-uploads.ts';
import { MemoryBatches } from './memory-batches.ts';
import { MemoryLocks } from './memory-locks.ts';
import { MemoryRecords } from './memory-records.ts';
import { symbolicChecksum } from './symbolic-file.ts';
import { visitOf } from './visit-of.ts';

export interface PutTry {
  uploadId: string;
  partNumber: number;
  /** Number of earlier attempts to send this part, in any upload. */
  before: number;
  sizeBytes: number;
}

/** What goes wrong with a PUT. `stored`: S3 stores the part although its answer says otherwise. */
export type PutFault = { answer: PutAnswer; stored?: boolean; handedOver?: number } | undefined;
export type CallFault = { code: CallFailure['code']; done?: boolean; retryAfterMs?: number } | undefined;

/**
 * S3 and the API in memory. They answer by themselves, and a test says what goes wrong. Only waits and PUTs take time.
 */
export class FakeStore {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, OpenUpload>();
  /** Every PUT of a part, in order. */
  readonly puts: PutTry[] = [];
  /** Number of parts that were sent again although S3 had acknowledged them. */
  resent = 0;
  readonly calls: (keyof TransferApi)[] = [];
  /** Number of PUTs in flight. */
  inFlight = 0;
  mostAtOnce = 0;
  /** Number of parts that were hashed. */
  hashed = 0;
  nowMs = 1_000_000;
  user: string | undefined = 'anna';
  /** Whether the session of `user` has ended. A person who is waited for signs in at once. */
  ended = false;
  online = true;
  putFault: (tried: PutTry) => PutFault = () => undefined;
  callFault: (operation: keyof TransferApi, before: number) => CallFault = () => undefined;
  /** Delays a PUT until the promise resolves. */
  hold: (tried: PutTry) => Promise<void> = () => Promise.resolve();
  readonly records = new MemoryRecords();
  readonly batches = new MemoryBatches();
  locks = new MemoryLocks();
  readonly waits: number[] = [];
  readonly #acknowledged = new Set<string>();
  readonly #tries = new Map<number, number>();
  readonly #milestones: { goal: number; then: () => void }[] = [];
  #killed = new AbortController();
  #lastId = 0;

  /** Calls `then`, and resolves, when `count` more parts are acknowledged. */
  afterParts(count: number, then: () => void = () => undefined): Promise<void> {
    const goal = this.#acknowledged.size + count;
    return new Promise((resolve) => {
      const reached = () => {
        then();
        resolve();
      };
      this.#milestones.push({ goal, then: reached });
    });
  }

  /** Returns the ports of one visit of the page. They answer nothing more after `kill`. */
  visit(): TransferPorts {
    return visitOf(this, this.#killed.signal);
  }

  /** Kills the browser: its requests are cut off, and its locks are released. */
  kill(): void {
    this.#killed.abort();
    this.#killed = new AbortController();
    this.locks = new MemoryLocks();
  }

  random = () => 0.5;
  hash: TransferPorts['hash'] = async (body, sliceBytes, { progress, slice }, signal) => {
    await body.slice(0, 1).arrayBuffer().catch(unreadable);
    signal.throwIfAborted();
    for (let start = 0; start < body.size; start += sliceBytes) {
      this.hashed += 1;
      slice(symbolicChecksum(body.slice(start, start + sliceBytes)));
    }
    progress(body.size);
  };
  readonly network: TransferPorts['network'] = {
    isUp: () => this.online,
    waitUntilUp: () => {
      this.online = true;
      return Promise.resolve();
    },
  };
  readonly clock: TransferPorts['clock'] = {
    now: () => this.nowMs,
    wait: async (ms, signal) => {
      this.waits.push(ms);
      // This takes longer than a request, so that a request which should wait and does not is seen.
      for (let turns = 0; turns < 6; turns += 1) await settled();
      signal.throwIfAborted();
      this.nowMs += ms;
    },
  };
  readonly session: TransferPorts['session'] = {
    userId: () => (this.ended ? undefined : this.user),
    owner: () => this.user,
    waitForSignIn: (userId) => {
      this.user = userId;
      this.ended = false;
      return Promise.resolve();
    },
  };

  readonly pathSettled = (): Promise<void> => Promise.resolve();
  put: TransferPorts['put'] = async ({ url }, body, progress, signal) => {
    const asked = new URL(url);
    const uploadId = asked.searchParams.get('uploadId') ?? '';
    const partNumber = Number(asked.searchParams.get('partNumber'));
    const before = this.#tries.get(partNumber) ?? 0;
    this.#tries.set(partNumber, before + 1);
    const tried = { uploadId, partNumber, before, sizeBytes: body.size };
    this.puts.push(tried);
    if (this.#acknowledged.has(`${uploadId}/${partNumber}`)) this.resent += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.inFlight += 1));
    try {
      await Promise.all([settled(), this.hold(tried)]);
      signal.throwIfAborted();
      this.nowMs += 10;
      return this.#putAnswer(asked, uploadId, tried, body, progress);
    } finally {
      this.inFlight -= 1;
    }
  };

  #putAnswer(asked: URL, uploadId: string, tried: PutTry, body: Blob, progress: (bytes: number) => void): PutAnswer {
    const fault = this.putFault(tried);
    progress(fault?.handedOver ?? body.size);
    const announced = asked.searchParams.get('crc') ?? '';
    const upload = this.uploads.get(uploadId);
    if (fault && !fault.stored) return fault.answer;
    if (Number(asked.searchParams.get('until')) < this.nowMs) return { status: 403, code: 'AccessDenied' };
    if (!upload) return { status: 404, code: 'NoSuchUpload' };
    if (symbolicChecksum(body) !== announced) return { status: 400, code: 'BadDigest' };
    upload.parts.set(tried.partNumber, { sizeBytes: body.size, crc64nvme: announced });
    if (fault) return fault.answer;
    this.#acknowledged.add(`${uploadId}/${tried.partNumber}`);
    if (this.#milestones[0]?.goal === this.#acknowledged.size) this.#milestones.shift()?.then();
    return { status: 200, crc64nvme: announced };
  }

  readonly hasDualStack = false;
  readonly api: TransferApi = {
    presignPut: () => Promise.reject(new Error('Small files are tested with FakePorts.')),
    presignPutBatch: () => Promise.reject(new Error('Small files are tested with FakePorts.')),
    describeFile: (path) => this.#call('describeFile', () => this.objects.get(path)),
    startUpload: ({ path, sizeBytes, replaces }) =>
      this.#call('startUpload', () => {
        this.#mustBeFree(path, replaces);
        const uploadId = `upload-${(this.#lastId += 1)}`;
        const startedAt = new Date(this.nowMs).toISOString();
        this.uploads.set(uploadId, { path, startedAt, parts: new Map() });
        return { uploadId, ...partPlan(sizeBytes) };
      }),
    presignParts: ({ uploadId, parts }) =>
      this.#call('presignParts', () => {
        const until = this.nowMs + 15 * 60_000;
        const signed = parts.map(({ partNumber, crc64nvme }) => ({
          partNumber,
          url: `https://s3.example/?${new URLSearchParams({ uploadId, partNumber: `${partNumber}`, crc: crc64nvme, until: `${until}` })}`,
          headers: {},
        }));
        return { parts: signed, expiresAt: new Date(until).toISOString() };
      }),
    listParts: ({ uploadId }) =>
      this.#call('listParts', () => {
        const parts = [...this.#open(uploadId).parts].sort(([a], [b]) => a - b);
        return { parts: parts.map(([partNumber, part]) => ({ partNumber, etag: '"e"', ...part })) };
      }),
    completeUpload: (request) => this.#call('completeUpload', () => this.#complete(request)),
    abortUpload: ({ uploadId }) => this.#call('abortUpload', () => void this.uploads.delete(uploadId)),
    listUploads: () =>
      this.#call('listUploads', () => ({
        uploads: [...this.uploads].map(([uploadId, { path, startedAt }]) => ({ uploadId, path, startedAt })),
      })),
  };

  #complete({ uploadId, path, sizeBytes, crc64nvme, replaces }: CompleteUploadRequest) {
    const there = this.objects.get(path);
    if (!this.uploads.has(uploadId) && there?.crc64nvme === crc64nvme) return { path, ...there };
    const { parts, isOutdated } = this.#open(uploadId);
    mustBeWhole(parts, { sizeBytes, crc64nvme });
    this.#mustBeFree(path, replaces);
    if (isOutdated) throw new CallFailure('upload-outdated', '');
    this.uploads.delete(uploadId);
    const object = { sizeBytes, etag: `"${uploadId}-${partPlan(sizeBytes).partCount}"`, crc64nvme };
    this.change(path, object);
    return { path, ...object };
  }

  /** Writes or deletes what is stored under `path`. S3 then takes no upload any more that was started before. */
  change(path: string, object: StoredObject | undefined): void {
    if (object) this.objects.set(path, object);
    else this.objects.delete(path);
    for (const upload of this.uploads.values()) if (upload.path === path) upload.isOutdated = true;
  }

  /** Resolves when nothing of any upload is left, neither on S3 nor in the records. */
  async freed(): Promise<void> {
    while (this.uploads.size > 0 || this.records.byKey.size > 0) await settled();
  }

  #mustBeFree(path: string, replaces: string | undefined): void {
    const there = this.objects.get(path);
    if (there && replaces === undefined) throw new CallFailure('already-exists', '');
    if (replaces !== undefined && there?.etag !== replaces) throw new CallFailure('changed-meanwhile', '');
  }

  #open(uploadId: string): OpenUpload {
    const upload = this.uploads.get(uploadId);
    if (!upload) throw new CallFailure('not-found', '');
    return upload;
  }

  async #call<T>(operation: keyof TransferApi, work: () => T): Promise<T> {
    const before = this.calls.filter((call) => call === operation).length;
    this.calls.push(operation);
    await settled();
    const fault = this.callFault(operation, before);
    if (fault && !fault.done) throw new CallFailure(fault.code, '', fault.retryAfterMs);
    const answer = work();
    if (fault) throw new CallFailure(fault.code, '', fault.retryAfterMs);
    return answer;
  }
}

const unreadable = (): never => {
  throw new UnreadableFile('The file can no longer be read.');
};
