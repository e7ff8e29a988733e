/**
 * Time in milliseconds below which sending a part or a whole file counts as quick. A request that has to wait for the
 * connection of a quick one hardly loses time, so extra requests may be sent.
 */
const momentMs = 2_000;

/**
 * Lets at most `limit` requests run at the same time, first come first served. The limit is halved after an overload,
 * and rises again with successes. A caller that sends many requests acquires a place for each of them, so that all
 * callers get fair turns.
 */
export class ConcurrencyLimit {
  readonly #usual: number;
  readonly #extra: number;
  #highest: number;
  #limit: number;
  #running = 0;
  #successes = 0;
  #isLowered = false;
  readonly #waiting = new Set<() => void>();

  /** `extra` is the number of additional requests that may run while `allowExtra` permits it. */
  constructor(limit: number, extra = 0) {
    this.#usual = limit;
    this.#extra = extra;
    this.#highest = limit;
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Waits for a free place and resolves with the function that releases it. Rejects with the signal's reason. */
  async acquire(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running < this.#limit) this.#running += 1;
    else await this.#waitForPlace(signal);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.#running -= 1;
      this.#admit();
    };
  }

  /** Does `work` when there is a free place. Rejects with the signal's reason, or as `work` does. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const release = await this.acquire(signal);
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** Halves the limit because the host is overloaded. Until the next success, further calls change nothing. */
  lower(): void {
    if (this.#isLowered) return;
    this.#isLowered = true;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#successes = 0;
  }

  /** Allows the extra requests, one more with every few calls of `raise`, or forbids them at once. */
  allowExtra(isAllowed: boolean): void {
    this.#highest = isAllowed ? this.#usual + this.#extra : this.#usual;
    if (isAllowed || this.#limit < this.#usual) return;
    this.#limit = this.#usual;
    this.#successes = 0;
  }

  /** Counts a success. After as many successes as the limit, the limit rises by one, up to the highest. */
  raise(): void {
    this.#isLowered = false;
    this.#successes += 1;
    if (this.#successes < this.#limit || this.#limit >= this.#highest) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#admit();
  }

  /** Counts a success that took so long. While requests are quick, the extra ones may run. */
  noteSent(tookMs: number): void {
    this.allowExtra(tookMs < momentMs);
    this.raise();
  }

  #waitForPlace(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(go);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(go);
    });
  }

  #admit(): void {
    for (const go of this.#waiting) {
      if (this.#running >= this.#limit) return;
      this.#waiting.delete(go);
      this.#running += 1;
      go();
    }
  }
}
