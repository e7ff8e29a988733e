import { maxFilesToSign } from '@airlock/contract';

/** Time in milliseconds within which signed files should be sent, so that a slow connection wastes few URLs. */
const aheadMs = 60_000;
/** Bytes that are read before their turn, so that small files that are not so small leave the disk to others. */
const aheadBytes = 128 * 1024 ** 2;
/** How much more is prepared after each call, until a call signs as many files as it may. */
const growth = 4;
/** Most files that are prepared before their turn: those of one call are sent while those of the next are hashed. */
const mostAhead = 2 * maxFilesToSign;

/** Says how many files should be prepared before their turn, by the speed at which they are sent. */
export class SigningPace {
  readonly #least: number;
  #ahead: number;
  #latencyMs = 0;
  /** Speed in files per millisecond; `undefined` until it is known. */
  #rate: number | undefined;
  #averageBytes = 0;
  #sentSince = 0;
  #bytesSince = 0;
  #sinceMs: number | undefined;

  /** `ahead` is how many files are prepared while the speed is not known, and `least` how many always are. */
  constructor(ahead: number, least: number) {
    this.#ahead = ahead;
    this.#least = least;
  }

  /** Number of files that should be prepared before their turn. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Number of files that are sent while a call takes its time, twice over. */
  get duringCall(): number {
    return Math.ceil((this.#rate ?? 0) * this.#latencyMs * 2);
  }

  /** Notes that a file of so many bytes is being sent. */
  noteSent(sizeBytes: number): void {
    this.#sentSince += 1;
    this.#bytesSince += sizeBytes;
  }

  /** Notes that a call has signed some files. More are prepared from now on, if they can be sent soon. */
  noteCall(startedMs: number, nowMs: number): void {
    this.#latencyMs = nowMs - startedMs;
    const ms = nowMs - (this.#sinceMs ?? nowMs);
    if (this.#sentSince > 0) {
      if (ms > 0) this.#rate = this.#sentSince / ms;
      this.#averageBytes = this.#bytesSince / this.#sentSince;
    }
    this.#sinceMs = nowMs;
    this.#sentSince = 0;
    this.#bytesSince = 0;
    const sendable = Math.min((this.#rate ?? Infinity) * aheadMs, aheadBytes / this.#averageBytes);
    const most = Math.max(this.#least, Math.floor(sendable));
    this.#ahead = Math.min(mostAhead, most, Math.max(1, this.#ahead) * growth);
  }
}
