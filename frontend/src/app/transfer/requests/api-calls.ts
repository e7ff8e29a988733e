import { Attempts, type Obstacle } from './attempts.ts';
import { UploadFailure } from './upload-failure.ts';
import { CallFailure, type TransferApi } from '../ports.ts';
import type { TransferContext } from './transfer-context.ts';

export interface CallOptions {
  signal: AbortSignal;
  obstacle: (now: Obstacle) => void;
}

/** Failures after which the server may nevertheless have done what the call asked for. */
const mayBeDone: ReadonlySet<CallFailure['code']> = new Set(['network', 'unavailable', 'internal']);

/**
 * Calls the API for the uploads of one person. Repeats a call that failed for a passing reason, and waits for the
 * network and for the person to sign in.
 */
export class ApiCalls {
  readonly #context: TransferContext;
  /** The person for whom the calls are made. */
  readonly userId: string;

  constructor(context: TransferContext, userId: string) {
    this.#context = context;
    this.userId = userId;
  }

  /**
   * Resolves with the answer. Rejects with `UploadFailure` when the call cannot succeed or repeating it has not helped.
   */
  async call<T>(
    ask: (api: TransferApi) => Promise<T>,
    { signal, obstacle }: CallOptions,
    /**
     * For a call that must not be done twice. After a failure it resolves with the answer if the call was done all the
     * same, and with `undefined` otherwise.
     */
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
      if (this.#context.ports.session.userId() !== this.userId) return;
      // The call was refused although the person is signed in. It is repeated, but only a limited number of times.
      decision = decide('unavailable');
      if (decision.kind === 'fail') throw new UploadFailure('signed-out', { detail: failure.message, code });
    }
    if (decision.kind === 'retry') return attempts.pause(decision, obstacle, signal);
    const reason = decision.kind === 'fail' ? decision.reason : 'unexpected';
    throw new UploadFailure(reason, { detail: failure.message, code });
  }

  /** Waits until the person is signed in. The upload of one person never uses the session of another. */
  async #signedIn(signal: AbortSignal, obstacle: (now: Obstacle) => void): Promise<void> {
    const { session } = this.#context.ports;
    if (session.userId() === this.userId) return;
    obstacle({ kind: 'signed-out' });
    await session.waitForSignIn(this.userId, signal);
    obstacle(undefined);
  }
}
