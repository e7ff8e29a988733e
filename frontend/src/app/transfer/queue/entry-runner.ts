import { UnreadableFile } from '../ports.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { UploadState } from '../upload-state.ts';
import { JobQueue } from './job-queue.ts';
import { runEntry } from './run-entry.ts';
import { partsUploadOf, type Entry } from './upload-entry.ts';

/** Large files that take turns with each other. */
const largeAtOnce = 4;

interface RunnerOptions {
  /** Small files that are under way or made ready at the same time. */
  readonly smallAtOnce: number;
  readonly report: (entry: Entry, state: UploadState, signal: AbortSignal) => void;
  /** Called whenever the last large file is through. */
  readonly idle: () => void;
}

/** Runs entries one after the other, first come first served. */
export class EntryRunner {
  readonly #context: TransferContext;
  readonly #report: RunnerOptions['report'];
  readonly #small: JobQueue;
  /** Of their own, so that small files need not wait until large ones are through. */
  readonly #large: JobQueue;

  constructor(context: TransferContext, { smallAtOnce, report, idle }: RunnerOptions) {
    this.#context = context;
    this.#report = report;
    this.#small = new JobQueue(smallAtOnce);
    this.#large = new JobQueue(largeAtOnce, idle);
  }

  /** Runs `entry` until its signal is aborted or it has ended. */
  start(entry: Entry): void {
    const { signal } = entry.stop;
    const before = entry.running;
    const admission = entry.sending.kind === 'parts' ? this.#large : this.#small;
    admission.enqueue(() => {
      if (signal.aborted) return Promise.resolve();
      // A run that was stopped must be over before the next run begins.
      return (entry.running = before.then(() => this.#run(entry, signal)));
    });
  }

  async #run(entry: Entry, signal: AbortSignal): Promise<void> {
    const report = (state: UploadState) => this.#report(entry, state, signal);
    try {
      const state = await runEntry(this.#context, entry, signal, report);
      report(state);
      if (state.kind === 'elsewhere') void this.#takeOver(entry, signal);
    } catch (error) {
      report({ kind: 'failed', reason: error instanceof UnreadableFile ? 'unreadable' : 'unexpected' });
    }
  }

  /** Waits for the other tab without holding a place, and queues the entry again when that tab is done with it. */
  async #takeOver(entry: Entry, signal: AbortSignal): Promise<void> {
    try {
      await partsUploadOf(entry)?.untilFree(signal);
      this.#report(entry, { kind: 'waiting' }, signal);
      this.start(entry);
    } catch {
      this.#report(entry, { kind: 'failed', reason: 'unexpected' }, signal);
    }
  }
}
