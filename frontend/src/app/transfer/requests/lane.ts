/**
 * Lets at most `width` pass at a time, and `spare` more while `useSpare` says so, in the order they came. Whoever wants to
 * pass often queues up anew each time, so all get fair turns.
 */
export class Lane {
  readonly #usual: number;
  readonly #spare: number;
  #most: number;
  #width: number;
  #inside = 0;
  #wellDone = 0;
  #narrowed = false;
  readonly #waiting = new Set<() => void>();

  constructor(width: number, spare = 0) {
    this.#usual = width;
    this.#spare = spare;
    this.#most = width;
    this.#width = width;
  }

  get width(): number {
    return this.#width;
  }

  /** Resolves when it is one's turn, with the function that leaves the lane; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#inside < this.#width) this.#inside += 1;
    else await this.#turn(signal);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#inside -= 1;
      this.#admit();
    };
  }

  /** The other side is overloaded: half as many. Answers to what was sent before count as one complaint. */
  narrow(): void {
    if (this.#narrowed) return;
    this.#narrowed = true;
    this.#width = Math.max(1, Math.floor(this.#width / 2));
    this.#wellDone = 0;
  }

  /** The spare places open one by one as `widen` is called, and close at once. */
  useSpare(use: boolean): void {
    this.#most = use ? this.#usual + this.#spare : this.#usual;
    if (use || this.#width < this.#usual) return;
    this.#width = this.#usual;
    this.#wellDone = 0;
  }

  /** Something went through: after a whole round of these there is room for one more, as far as there is any. */
  widen(): void {
    this.#narrowed = false;
    this.#wellDone += 1;
    if (this.#wellDone < this.#width || this.#width >= this.#most) return;
    this.#wellDone = 0;
    this.#width += 1;
    this.#admit();
  }

  #turn(signal: AbortSignal): Promise<void> {
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
      if (this.#inside >= this.#width) return;
      this.#waiting.delete(go);
      this.#inside += 1;
      go();
    }
  }
}
