import type { BackOff } from './back-off.ts';
import { decide, type Decision, type StepFailure, type WaitScope } from './retry.ts';
import type { TransferContext } from './transfer-context.ts';
import type { UploadState } from '../upload-state.ts';

/** What keeps an upload from making progress; `undefined` when nothing does. */
export type Obstacle = Extract<UploadState, { kind: 'offline' | 'retrying' | 'no-room' | 'signed-out' }> | undefined;

/**
 * Counts the failed attempts of one request and says what follows each failure. Each part and each call has an object
 * of its own, so one failing part does not use up the attempts of another.
 */
export class Attempts {
  readonly #context: TransferContext;
  readonly #backOff: BackOff;
  #failed = 0;
  #signedAgain = false;
  #noted = 0;

  constructor(context: TransferContext, backOff: BackOff) {
    this.#context = context;
    this.#backOff = backOff;
  }

  /** Resolves when the request may be sent. */
  async start(signal: AbortSignal): Promise<void> {
    await this.#backOff.over(signal);
    this.#noted = this.#context.reachability.unansweredRounds;
  }

  afterFailure(failure: StepFailure): Decision {
    const silent = failure.step === 'call' ? failure.code === 'network' : failure.status === 0;
    const { reachability, sendLimit, dualStack, ports } = this.#context;
    const unansweredRounds = silent ? reachability.noteNoAnswer(this.#noted) : 0;
    if (!silent) reachability.noteAnswer();
    const tries = { failed: this.#failed, signedAgain: this.#signedAgain, unansweredRounds };
    const decision = decide(failure, tries, ports.random);
    // Only failures in a row count: a URL that expires again much later, after other failures, is signed again as well.
    this.#signedAgain = decision.kind === 'sign-again';
    if ('scope' in decision && decision.scope === 'slower-host') {
      for (const limit of [sendLimit, dualStack.sendLimit]) limit.lower();
    }
    return decision;
  }

  /**
   * Waits before the next attempt. Waiting for the network or for room costs no attempt, because it ends only when the
   * network is back, or when the person has finished or discarded another upload.
   */
  async pause(
    { afterMs, scope }: { afterMs: number; scope: WaitScope },
    obstacle: (now: Obstacle) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { network, clock } = this.#context.ports;
    if (!network.isUp()) {
      obstacle({ kind: 'offline' });
      await network.waitUntilUp(signal);
      obstacle(undefined);
      return;
    }
    if (scope === 'network') obstacle({ kind: 'offline' });
    else if (scope === 'room') obstacle({ kind: 'no-room' });
    else {
      this.#failed += 1;
      obstacle({ kind: 'retrying', atMs: clock.now() + afterMs });
    }
    if (scope !== 'request' && scope !== 'room') this.#backOff.extend(afterMs);
    await clock.wait(afterMs, signal);
    obstacle(undefined);
  }
}
