import type { Clock, PutAnswer } from '../ports.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { once } from './once.ts';

/**
 * Size in bytes up to which a file may go to the dual-stack endpoint. Such a file waits for answers most of its time; a larger
 * one waits for the line, which more connections do not make faster.
 */
const mostBytes = 256 * 1024;
/** Time in milliseconds within which the endpoint must answer the file that tries it. */
const triesMs = 10_000;
/** Number of times that the endpoint may fail in one visit of the page, before it is left alone. */
const mostLosses = 3;

/** What one file needs that is signed for the dual-stack endpoint. */
export interface DualStackUse {
  /** Whether the endpoint has failed since the file was signed, so that the file must be signed again. */
  readonly isLost: () => boolean;
  /** Sends the file with `put` and notes how the endpoint answers. Resolves with status 0 when the first try takes too long. */
  readonly send: (put: (signal: AbortSignal) => Promise<PutAnswer>, signal: AbortSignal) => Promise<PutAnswer>;
  /** Must be called when nothing more is sent with the signature. */
  readonly over: () => void;
}

/**
 * The dual-stack endpoint of S3, a second name of the same bucket. A browser opens six connections to each host, and S3 takes
 * one request at a time on each, so that small files on a long line are sent twice as fast to two hosts. A network may not let
 * the second name through. Therefore one file tries it before others follow, and after a failure they are signed for the usual
 * endpoint again.
 */
export class DualStack {
  /** Limits the files in flight to this endpoint. Their number rises from one while they are quick. */
  readonly sendLimit: ConcurrencyLimit;
  readonly #clock: Clock;
  readonly #sendAtOnce: number;
  #state: 'unknown' | 'trying' | 'answers' = 'unknown';
  #losses = 0;
  /** Number of files that are signed for this endpoint, or will be, and not yet over. */
  #files = 0;

  /** `sendAtOnce` is the number of files in flight at most; 0 where S3 has one name only. */
  constructor(clock: Clock, sendAtOnce: number) {
    this.#clock = clock;
    this.#sendAtOnce = sendAtOnce;
    this.sendLimit = new ConcurrencyLimit(1, Math.max(0, sendAtOnce - 1));
    if (sendAtOnce === 0) this.#losses = mostLosses;
  }

  /**
   * Chooses the files of a call that signs many, given their sizes, that go to this endpoint, so that both have equally many
   * with the `otherFiles` that are signed already, for either endpoint. None goes there while the usual one can send all at
   * once: a few files must not wait for a name that a network may not let through.
   */
  choose(sizes: readonly number[], otherFiles: number): (DualStackUse | undefined)[] {
    let usual = otherFiles - this.#files;
    return sizes.map((sizeBytes) => {
      const isWorthIt = usual >= this.#sendAtOnce && this.#files <= usual && sizeBytes <= mostBytes;
      if (isWorthIt && this.#mayUse()) return this.#use();
      usual += 1;
      return undefined;
    });
  }

  /** Leaves the endpoint alone for the rest of the visit, because the back end does not sign for it. */
  giveUp(): void {
    this.#losses = mostLosses;
  }

  #mayUse(): boolean {
    return this.#losses < mostLosses && this.#state !== 'trying';
  }

  #use(): DualStackUse {
    const losses = this.#losses;
    const isTry = this.#state === 'unknown';
    if (isTry) this.#state = 'trying';
    this.#files += 1;
    const isLost = () => losses !== this.#losses;
    const note = ({ status }: PutAnswer) => {
      if (isLost()) return;
      const hasFailed = status === 0 || status === 403;
      this.#state = hasFailed ? 'unknown' : 'answers';
      if (hasFailed) this.#losses += 1;
    };
    return {
      isLost,
      send: async (put, signal) => {
        const answer = isTry ? await this.#inTime(put, signal) : await put(signal);
        note(answer);
        return answer;
      },
      over: once(() => {
        this.#files -= 1;
        // The file that was to try it was stopped before there was an answer.
        if (isTry && !isLost() && this.#state === 'trying') this.#state = 'unknown';
      }),
    };
  }

  async #inTime(put: (signal: AbortSignal) => Promise<PutAnswer>, signal: AbortSignal): Promise<PutAnswer> {
    const late = new AbortController();
    const answered = new AbortController();
    const until = AbortSignal.any([signal, answered.signal]);
    this.#clock.wait(triesMs, until).then(
      () => late.abort(),
      () => undefined,
    );
    try {
      return await put(AbortSignal.any([signal, late.signal]));
    } catch (error) {
      signal.throwIfAborted();
      if (late.signal.aborted) return { status: 0 };
      throw error;
    } finally {
      answered.abort();
    }
  }
}
