import type { Clock } from '../ports.ts';

/** The wait that all requests to one host share: whoever is refused holds back the others, too. */
export class BackOff {
  readonly #clock: Clock;
  #untilMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  extend(afterMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, this.#clock.now() + afterMs);
  }

  /** Waits out what is left. A clock that is set back prolongs nothing: each wait is waited once. */
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
