import { until } from '../../../transfer/until.ts';

/** Holds what passes through it while it is closed. */
export class PauseGate {
  #opened: PromiseWithResolvers<undefined> | undefined;

  get isClosed(): boolean {
    return this.#opened !== undefined;
  }

  close(): void {
    this.#opened ??= Promise.withResolvers();
  }

  open(): void {
    this.#opened?.resolve(undefined);
    this.#opened = undefined;
  }

  /** Resolves when the gate is open. Rejects with the reason of the signal when that fires. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.#opened) await until(this.#opened.promise, signal);
  }
}
