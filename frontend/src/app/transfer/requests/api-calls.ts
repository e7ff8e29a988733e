import { Attempts, type Obstacle } from './attempts.ts';
import { GivenUp } from './given-up.ts';
import { CallFailure, type TransferApi } from '../ports.ts';
import type { Traffic } from './traffic.ts';

export interface CallTerms {
  signal: AbortSignal;
  obstacle: (now: Obstacle) => void;
}

/** Failures after which the call may have done its work all the same. */
const mayBeDone: ReadonlySet<CallFailure['code']> = new Set(['network', 'unavailable', 'internal']);

/** The API as one person's uploads see it: repeats what may heal, waits for the network and for the person. */
export class ApiCalls {
  readonly #traffic: Traffic;
  readonly #userId: string;

  constructor(traffic: Traffic, userId: string) {
    this.#traffic = traffic;
    this.#userId = userId;
  }

  /** Rejects with `GivenUp` when nothing can heal it or repeating has not helped. */
  async call<T>(
    ask: (api: TransferApi) => Promise<T>,
    { signal, obstacle }: CallTerms,
    /** After a failure: whether the call has done its work after all, for one that must not be done twice. */
    lostAnswer?: () => Promise<T | undefined>,
  ): Promise<T> {
    const attempts = new Attempts(this.#traffic, this.#traffic.apiBackOff);
    for (;;) {
      await this.#signedIn(signal, obstacle);
      await attempts.start(signal);
      let unclear: boolean;
      try {
        const answer = await ask(this.#traffic.ports.api);
        this.#traffic.reach.answered();
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof CallFailure)) throw error;
        await this.#after(error, attempts, { signal, obstacle });
        unclear = mayBeDone.has(error.code);
      }
      const done = unclear ? await lostAnswer?.() : undefined;
      if (done !== undefined) return done;
    }
  }

  async #after(failure: CallFailure, attempts: Attempts, { signal, obstacle }: CallTerms): Promise<void> {
    const { code, retryAfterMs } = failure;
    const decide = (as: typeof code) =>
      attempts.judge({ step: 'call', code: as, ...(retryAfterMs !== undefined && { retryAfterMs }) });
    let decision = decide(code);
    if (decision.kind === 'sign-in') {
      if (this.#traffic.ports.session.userId() !== this.#userId) return;
      // Refused although the person is signed in: perhaps it heals, but not for ever.
      decision = decide('unavailable');
      if (decision.kind === 'fail') throw new GivenUp('signed-out', { detail: failure.message, code });
    }
    if (decision.kind === 'retry') return attempts.pause(decision, obstacle, signal);
    const reason = decision.kind === 'fail' ? decision.reason : 'unexpected';
    throw new GivenUp(reason, { detail: failure.message, code });
  }

  /** Nobody else's session may carry this upload. */
  async #signedIn(signal: AbortSignal, obstacle: (now: Obstacle) => void): Promise<void> {
    const { session } = this.#traffic.ports;
    if (session.userId() === this.#userId) return;
    obstacle({ kind: 'signed-out' });
    await session.back(this.#userId, signal);
    obstacle(undefined);
  }
}
