/**
 * Starts jobs in the order in which they were added, at most `limit()` at the same time. A waiting job costs only its
 * place in a list.
 */
export class JobQueue {
  readonly #limit: () => number;
  readonly #idle: () => void;
  #running = 0;
  #waiting: (() => Promise<void>)[] = [];
  #next = 0;

  /** `idle` is called whenever the last job has ended and none is waiting. */
  constructor(limit: () => number, idle: () => void = () => undefined) {
    this.#limit = limit;
    this.#idle = idle;
  }

  /** Whether no job runs or waits. */
  get isIdle(): boolean {
    return this.#running === 0 && this.#waiting.length === 0;
  }

  /** Adds a job, which must never reject. */
  enqueue(job: () => Promise<void>): void {
    this.#waiting.push(job);
    this.startNext();
  }

  /** Starts the jobs for which there is room. Must be called when the limit has risen. */
  startNext(): void {
    while (this.#running < this.#limit()) {
      const job = this.#waiting[this.#next];
      if (!job) break;
      this.#next += 1;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.startNext();
        if (this.#running === 0) this.#idle();
      });
    }
    // Started jobs are removed only now and then: shifting an array of thousands for each job would take quadratic time.
    if (this.#next > 1_000 || this.#next === this.#waiting.length) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
  }
}
