import { maxFilesToSign } from '@airlock/contract';

/** Time in milliseconds within which signed files should be sent, so that a slow connection wastes few URLs. */
const aheadMs = 60_000;
/** Bytes that are read before their turn, so that small files that are not so small leave the disk to others. */
const aheadBytes = 128 * 1024 ** 2;
/** Largest average size in bytes of tiny files. Even a slow connection sends many of them while their URLs are good. */
const tinyBytes = 100 * 1024;
/** Share of the newest file in the average, so that files that were added long ago do not count. */
const newestShare = 1 / 8;
/** How much more is prepared after each call, until a call signs as many files as it may. */
const growth = 4;
/** Most files that are prepared before their turn: those of one call are sent while those of the next are hashed. */
const mostAhead = 2 * maxFilesToSign;

/** How many small files are sent and prepared at the same time. */
export interface SigningLimits {
  /** Number of requests with bytes in flight at the same time, over all files. */
  readonly sendAtOnce: number;
  /**
   * Number of small files that are prepared before their turn while the speed is not known, so that sending never waits
   * for hashing or signing. More are prepared on a fast connection.
   */
  readonly hashAhead: number;
  /** The same number for tiny files, so that one call signs many of them. Without it they are prepared as others are. */
  readonly tinyAhead?: number | undefined;
}

/** Says how many files should be prepared before their turn, by the speed at which they are sent. */
export class SigningPace {
  readonly #tinyAhead: number;
  readonly #least: number;
  #ahead: number;
  /** Average size of the files that were announced lately. */
  #expectedBytes: number | undefined;
  #latencyMs = 0;
  /** Speed in files per millisecond; `undefined` until it is known. */
  #rate: number | undefined;
  #averageBytes = 0;
  #sentSince = 0;
  #bytesSince = 0;
  #sinceMs: number | undefined;

  constructor({ sendAtOnce, hashAhead, tinyAhead = 0 }: SigningLimits) {
    this.#ahead = hashAhead;
    this.#tinyAhead = tinyAhead;
    this.#least = sendAtOnce;
  }

  /** Number of files that should be prepared before their turn. */
  get ahead(): number {
    const isKnown = this.#sinceMs !== undefined;
    return isKnown || !this.isTiny ? this.#ahead : Math.max(this.#ahead, this.#tinyAhead);
  }

  /** Number of files that are enough for one call. */
  get perCall(): number {
    return Math.min(maxFilesToSign, this.ahead / 2);
  }

  /** Whether the files are so small that their calls, and not their bytes, take the time. */
  get isTiny(): boolean {
    return this.#tinyAhead > 0 && this.#expectedBytes !== undefined && this.#expectedBytes <= tinyBytes;
  }

  /** Number of files that are sent while a call takes its time, twice over. */
  get duringCall(): number {
    return Math.ceil((this.#rate ?? 0) * this.#latencyMs * 2);
  }

  /** Notes that a file of so many bytes is about to be prepared. */
  noteExpected(sizeBytes: number): void {
    const average = this.#expectedBytes ?? sizeBytes;
    this.#expectedBytes = average + (sizeBytes - average) * newestShare;
  }

  /** Notes that a file of so many bytes is being sent. */
  noteSent(sizeBytes: number): void {
    this.#sentSince += 1;
    this.#bytesSince += sizeBytes;
  }

  /** Notes that a call has signed some files. More are prepared from now on, if they can be sent soon. */
  noteCall(startedMs: number, nowMs: number): void {
    const { ahead } = this;
    this.#latencyMs = nowMs - startedMs;
    const ms = nowMs - (this.#sinceMs ?? nowMs);
    if (this.#sentSince > 0) {
      if (ms > 0) this.#rate = this.#sentSince / ms;
      this.#averageBytes = this.#bytesSince / this.#sentSince;
    }
    this.#sinceMs = nowMs;
    this.#sentSince = 0;
    this.#bytesSince = 0;
    const sendable = Math.min(
      (this.#rate ?? Infinity) * aheadMs,
      aheadBytes / Math.max(this.#averageBytes, this.#expectedBytes ?? 0),
    );
    const most = Math.max(this.#least, Math.floor(sendable));
    this.#ahead = Math.min(mostAhead, most, Math.max(1, ahead) * growth);
  }
}
