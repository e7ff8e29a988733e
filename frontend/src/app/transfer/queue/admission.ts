/** Starts jobs in the order they came, at most `width` at a time. Ten thousand that wait cost nothing but their place. */
export class Admission {
  readonly #width: number;
  readonly #idle: () => void;
  #running = 0;
  #waiting: (() => Promise<void>)[] = [];
  #next = 0;

  /** `idle`: called whenever the last job is over and none waits. */
  constructor(width: number, idle: () => void = () => undefined) {
    this.#width = width;
    this.#idle = idle;
  }

  /** `job` never rejects. */
  enqueue(job: () => Promise<void>): void {
    this.#waiting.push(job);
    this.#admit();
  }

  #admit(): void {
    while (this.#running < this.#width) {
      const job = this.#waiting[this.#next];
      if (!job) break;
      this.#next += 1;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.#admit();
        if (this.#running === 0) this.#idle();
      });
    }
    // Moved up only now and then: shifting an array of thousands for each job would make the whole quadratic.
    if (this.#next > 1_000 || this.#next === this.#waiting.length) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
  }
}
