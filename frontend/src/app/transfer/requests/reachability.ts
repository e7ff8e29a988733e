/**
 * Distinguishes a dead network from a request that fails alone, by counting the rounds in a row in which no request was
 * answered. Requests that were sent together and were not answered are one round. Any answer to any request resets the
 * count.
 */
export class Reachability {
  #unansweredRounds = 0;

  /**
   * Number of unanswered rounds in a row. Read it when a request is sent, and pass it to `noteNoAnswer` if the request
   * is not answered.
   */
  get unansweredRounds(): number {
    return this.#unansweredRounds;
  }

  noteAnswer(): void {
    this.#unansweredRounds = 0;
  }

  /**
   * Records that a request was not answered; `atStart` is `unansweredRounds` at the time when it was sent. Returns how
   * many unanswered rounds in a row came before the round of this request.
   */
  noteNoAnswer(atStart: number): number {
    const before = Math.min(atStart, this.#unansweredRounds);
    if (before === this.#unansweredRounds) this.#unansweredRounds += 1;
    return before;
  }
}
