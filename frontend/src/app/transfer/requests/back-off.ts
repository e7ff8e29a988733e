import type { Clock } from '../ports.ts';

/** The waiting time that all requests to one host share: after a refusal all of them wait. */
export class BackOff {
  readonly #clock: Clock;
  #untilMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  extend(afterMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, this.#clock.now() + afterMs);
  }

  /**
   * Resolves when the waiting time is over. A clock that is set back does not prolong it: each waiting time is waited
   * once.
   */
  async over(signal: AbortSignal): Promise<void> {
    let waitedFor = 0;
    for (;;) {
      const leftMs = this.#untilMs - this.#clock.now();
      if (leftMs <= 0 || waitedFor === this.#untilMs) return;
      waitedFor = this.#untilMs;
      await this.#clock.wait(leftMs, signal);
    }
  }
}
