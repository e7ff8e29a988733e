/**
 * Tells a dead network from a request that fails alone. Requests that go out together and all stay unanswered are one
 * silence; any answer, from whomever, ends the row of silences.
 */
export class Reach {
  #silences = 0;

  /** To be noted when a request goes out. */
  get silences(): number {
    return this.#silences;
  }

  answered(): void {
    this.#silences = 0;
  }

  /** How many silences in a row came before the one that this request, which went out at `noted`, belongs to. */
  unanswered(noted: number): number {
    const before = Math.min(noted, this.#silences);
    if (before === this.#silences) this.#silences += 1;
    return before;
  }
}
