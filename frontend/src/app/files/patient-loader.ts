import { fromEvent, firstValueFrom, merge, NEVER, Subject, timer } from 'rxjs';

import { toApiError, type ApiError } from '../api/api-error.ts';
import { waitAfter } from '../api/wait-after.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

/** Failures that the same request meets again, until a person does something about it. */
const lasting: ReadonlySet<string> = new Set(['not-found', 'unauthorized', 'invalid-request', 'invalid-path']);

/**
 * Repeats a request until it is answered: after growing pauses, or later when the server asks for it, when the network is
 * back, and when a person wants it. After a failure that a repetition would meet again, there is no pause that ends by
 * itself.
 */
export class PatientLoader {
  readonly #retry = new Subject<void>();
  #retries = 0;

  /** Asks again at once what waits for its pause to end. */
  retry(): void {
    this.#retries += 1;
    this.#retry.next();
  }

  /** Resolves with an answer. Hands over each failure on the way; rejects only when `signal` fires. */
  async load<T>(ask: () => Promise<T>, failed: (error: ApiError) => void, signal: AbortSignal): Promise<T> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      signal.throwIfAborted();
      const retries = this.#retries;
      try {
        const answer = await ask();
        signal.throwIfAborted();
        return answer;
      } catch (thrown) {
        signal.throwIfAborted();
        const error = toApiError(thrown);
        failed(error);
        if (!lasting.has(error.code)) await this.#pause(waitAfter(error, pauseMs), signal);
        // An answer may be of the time before a retry was wanted: a file was stored in a folder that did not exist.
        else if (this.#retries === retries) await this.#pause(undefined, signal);
      }
    }
  }

  async #pause(pauseMs: number | undefined, signal: AbortSignal): Promise<void> {
    const over = pauseMs === undefined ? NEVER : timer(pauseMs);
    await firstValueFrom(merge(over, this.#retry, fromEvent(window, 'online'), fromEvent(signal, 'abort')));
    signal.throwIfAborted();
  }
}
