/**
 * Lets callers wait for a condition. Each change wakes all of them, and each of them checks its own condition again.
 */
export class ConditionVariable {
  #waiting: (() => void)[] = [];

  notifyAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /**
   * Resolves when `condition` is true. Rejects with the signal's reason; the code that aborts `signal` must call
   * `notifyAll`.
   */
  async waitUntil(condition: () => boolean, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (condition()) return;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
