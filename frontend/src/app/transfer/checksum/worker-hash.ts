import { UnreadableFile, type HashListener, type TransferPorts } from '../ports.ts';
import { Hashing } from './hashing.ts';
import type { HashAnswer, HashOrder } from './hash-messages.ts';

/** The members of `Worker` that are used here. Tests pass an implementation of their own. */
export interface HashWorker {
  postMessage(order: HashOrder): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { data: HashAnswer }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/** Waits in milliseconds before a worker that ended without a word is started again. */
const restartsMs = [0, 500, 2_000];

const checkEveryMs = 10_000;
/**
 * Number of checks without a sign of life after which a body counts as unreadable: a drive on the network may never
 * answer. Checks are counted and not time, because time passes while the device sleeps.
 */
const mostSilentChecks = 6;

/**
 * Returns a hash function that works in one worker, so that the page stays smooth at full speed. The worker is started
 * with the first file. When it is lost, its files are hashed by a new one; where no worker can run, by `inPage`. `read`
 * receives the bytes of small bodies.
 */
export function workerHash(
  start: () => HashWorker,
  inPage: TransferPorts['hash'],
  read: (body: Blob, bytes: ArrayBuffer) => void = () => undefined,
): TransferPorts['hash'] {
  const hasher = new WorkerHasher(start, inPage, read);
  return (blob, sliceBytes, listener, signal) => hasher.hash(blob, sliceBytes, listener, signal);
}

class WorkerHasher {
  readonly #start: () => HashWorker;
  readonly #inPage: TransferPorts['hash'];
  readonly #read: (body: Blob, bytes: ArrayBuffer) => void;
  readonly #all = new Map<number, Hashing>();
  #worker: HashWorker | undefined;
  /** Number of workers in a row that ended without a word, as when their script does not load. */
  #silentWorkers = 0;
  #canRun = true;
  #restart: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #lastId = 0;

  constructor(start: () => HashWorker, inPage: TransferPorts['hash'], read: (body: Blob, bytes: ArrayBuffer) => void) {
    this.#start = start;
    this.#inPage = inPage;
    this.#read = read;
  }

  async hash(blob: Blob, sliceBytes: number, listener: HashListener, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const hashing = new Hashing((this.#lastId += 1), blob, sliceBytes, listener);
    const aborted = () => {
      this.#worker?.postMessage({ id: hashing.id, kind: 'stop' });
      this.#drop(hashing, signal.reason as Error);
    };
    // One signal may serve thousands of files, so the listener is removed again.
    signal.addEventListener('abort', aborted);
    this.#all.set(hashing.id, hashing);
    this.#watch ??= setInterval(() => this.#check(), checkEveryMs);
    this.#begin(hashing);
    try {
      await hashing.over;
    } finally {
      signal.removeEventListener('abort', aborted);
      this.#all.delete(hashing.id);
      if (this.#all.size === 0) {
        clearInterval(this.#watch);
        this.#watch = undefined;
      }
    }
  }

  #begin(hashing: Hashing): void {
    if (!this.#canRun) void this.#hashInPage(hashing);
    else if (this.#worker) this.#post(hashing, this.#worker);
    else this.#run();
  }

  /** Starts a worker for everything that is to be hashed, unless one is about to be started again. */
  #run(): void {
    if (this.#restart !== undefined || this.#all.size === 0) return;
    try {
      const worker = (this.#worker = this.#start());
      worker.addEventListener('message', ({ data }) => {
        if (worker === this.#worker) this.#hear(data, worker);
      });
      worker.addEventListener('error', () => {
        if (worker === this.#worker) this.#lost();
      });
      for (const hashing of this.#all.values()) this.#post(hashing, worker);
    } catch {
      this.#lost();
    }
  }

  #post(hashing: Hashing, worker: HashWorker): void {
    const { id, blob, sliceBytes } = hashing;
    if (hashing.begin()) worker.postMessage({ id, kind: 'hash', blob, sliceBytes });
    else this.#drop(hashing, new Error('The hashing worker stopped.'));
  }

  #hear(answer: HashAnswer, worker: HashWorker): void {
    this.#silentWorkers = 0;
    const hashing = this.#all.get(answer.id);
    if (!hashing) return;
    if (answer.kind === 'done') hashing.resolve();
    else if (answer.kind === 'progress') hashing.listener.progress(answer.hashedBytes);
    else if (answer.kind === 'slice') this.#hearSlice(hashing, answer.crc64nvme, worker);
    else if (answer.kind === 'small') this.#hearSmall(hashing, answer, worker);
    else if (answer.unreadable) hashing.reject(new UnreadableFile('The file can no longer be read.'));
    else hashing.reject(new Error('Hashing failed.'));
  }

  #hearSlice(hashing: Hashing, crc64nvme: string, worker: HashWorker): void {
    try {
      hashing.listener.slice(crc64nvme);
    } catch (error) {
      worker.postMessage({ id: hashing.id, kind: 'stop' });
      this.#drop(hashing, error as Error);
    }
  }

  #hearSmall(hashing: Hashing, { crc64nvme, bytes }: Extract<HashAnswer, { kind: 'small' }>, worker: HashWorker): void {
    this.#read(hashing.blob, bytes);
    hashing.listener.progress(bytes.byteLength);
    this.#hearSlice(hashing, crc64nvme, worker);
    hashing.resolve();
  }

  #lost(): void {
    this.#end();
    const waitMs = restartsMs[this.#silentWorkers];
    this.#silentWorkers += 1;
    this.#canRun = waitMs !== undefined;
    if (waitMs === undefined) {
      for (const hashing of this.#all.values()) void this.#hashInPage(hashing);
      return;
    }
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      this.#run();
    }, waitMs);
  }

  async #hashInPage(hashing: Hashing): Promise<void> {
    const { blob, sliceBytes, listener, stop } = hashing;
    hashing.begin();
    await this.#inPage(blob, sliceBytes, listener, stop.signal).then(hashing.resolve, hashing.reject);
  }

  /** Gives up what cannot be read, and goes on with the rest in a new worker: the old one may be what is silent. */
  #check(): void {
    const silent = [...this.#all.values()].filter((hashing) => (hashing.silentChecks += 1) >= mostSilentChecks);
    if (silent.length === 0) return;
    for (const hashing of silent) this.#drop(hashing, new UnreadableFile('The file could not be read for a minute.'));
    this.#end();
    if (this.#canRun) this.#run();
  }

  #drop(hashing: Hashing, error: Error): void {
    this.#all.delete(hashing.id);
    hashing.stop.abort(error);
    hashing.reject(error);
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
