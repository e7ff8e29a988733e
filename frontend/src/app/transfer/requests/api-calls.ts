import { Attempts, type Obstacle } from './attempts.ts';
import { UploadFailure } from './upload-failure.ts';
import { CallFailure, type TransferApi } from '../ports.ts';
import type { TransferContext } from './transfer-context.ts';

export interface CallOptions {
  signal: AbortSignal;
  obstacle: (now: Obstacle) => void;
}

/** Failures after which the call may have done its work all the same. */
const mayBeDone: ReadonlySet<CallFailure['code']> = new Set(['network', 'unavailable', 'internal']);

/** The API as one person's uploads see it: repeats what may heal, waits for the network and for the person. */
export class ApiCalls {
  readonly #context: TransferContext;
  readonly #userId: string;

  constructor(context: TransferContext, userId: string) {
    this.#context = context;
    this.#userId = userId;
  }

  /** Rejects with `UploadFailure` when nothing can heal it or repeating has not helped. */
  async call<T>(
    ask: (api: TransferApi) => Promise<T>,
    { signal, obstacle }: CallOptions,
    /** After a failure: whether the call has done its work after all, for one that must not be done twice. */
    lostAnswer?: () => Promise<T | undefined>,
  ): Promise<T> {
    const attempts = new Attempts(this.#context, this.#context.apiBackOff);
    for (;;) {
      await this.#signedIn(signal, obstacle);
      await attempts.start(signal);
      let unclear: boolean;
      try {
        const answer = await ask(this.#context.ports.api);
        this.#context.reachability.noteAnswer();
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

  async #after(failure: CallFailure, attempts: Attempts, { signal, obstacle }: CallOptions): Promise<void> {
    const { code, retryAfterMs } = failure;
    const decide = (as: typeof code) =>
      attempts.afterFailure({ step: 'call', code: as, ...(retryAfterMs !== undefined && { retryAfterMs }) });
    let decision = decide(code);
    if (decision.kind === 'sign-in') {
      if (this.#context.ports.session.userId() !== this.#userId) return;
      // Refused although the person is signed in: perhaps it heals, but not for ever.
      decision = decide('unavailable');
      if (decision.kind === 'fail') throw new UploadFailure('signed-out', { detail: failure.message, code });
    }
    if (decision.kind === 'retry') return attempts.pause(decision, obstacle, signal);
    const reason = decision.kind === 'fail' ? decision.reason : 'unexpected';
    throw new UploadFailure(reason, { detail: failure.message, code });
  }

  /** Nobody else's session may carry this upload. */
  async #signedIn(signal: AbortSignal, obstacle: (now: Obstacle) => void): Promise<void> {
    const { session } = this.#context.ports;
    if (session.userId() === this.#userId) return;
    obstacle({ kind: 'signed-out' });
    await session.waitForSignIn(this.#userId, signal);
    obstacle(undefined);
  }
}
