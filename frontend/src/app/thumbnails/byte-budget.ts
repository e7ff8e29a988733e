import { browserClock } from '../transfer/browser/browser-clock.ts';

/** Bytes that thumbnails may cost at once: about one screen of them. */
const mostBytes = 6 * 1024 ** 2;
/** Bytes that may be spent anew in each second. */
const bytesPerSecond = 384 * 1024;

/** Limits what thumbnails cost. Who scrolls through a long folder waits for them, and not for the line. */
export class ByteBudget {
  #left = mostBytes;
  #countedAt: number;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#countedAt = now();
  }

  /** Resolves when so many bytes may be read. Rejects with the reason of the signal. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      this.#refill();
      if (this.#left >= bytes) break;
      await browserClock.wait(Math.ceil(((bytes - this.#left) / bytesPerSecond) * 1000), signal);
    }
    this.#left -= bytes;
  }

  #refill(): void {
    const now = this.#now();
    this.#left = Math.min(mostBytes, this.#left + ((now - this.#countedAt) / 1000) * bytesPerSecond);
    this.#countedAt = now;
  }
}
