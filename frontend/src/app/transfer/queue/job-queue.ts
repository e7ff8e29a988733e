/** Starts jobs in the order they came, at most `limit` at a time. Jobs that wait cost nothing but their place in a list. */
export class JobQueue {
  readonly #limit: number;
  readonly #idle: () => void;
  #running = 0;
  #waiting: (() => Promise<void>)[] = [];
  #next = 0;

  /** `idle` is called whenever the last job has ended and none waits. */
  constructor(limit: number, idle: () => void = () => undefined) {
    this.#limit = limit;
    this.#idle = idle;
  }

  /** `job` must never reject. */
  enqueue(job: () => Promise<void>): void {
    this.#waiting.push(job);
    this.#startNext();
  }

  #startNext(): void {
    while (this.#running < this.#limit) {
      const job = this.#waiting[this.#next];
      if (!job) break;
      this.#next += 1;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.#startNext();
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
