import { UnreadableFile } from '../ports.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { UploadState } from '../upload-state.ts';
import { JobQueue } from './job-queue.ts';
import { PathOrder } from './path-order.ts';
import { runEntry } from './run-entry.ts';
import { partsUploadOf, type Entry } from './upload-entry.ts';

/** Number of large files that are sent at the same time and take turns. */
const largeAtOnce = 4;

interface RunnerOptions {
  /** Returns the number of small files that are prepared or sent at the same time. */
  readonly smallAtOnce: () => number;
  readonly report: (entry: Entry, state: UploadState, signal: AbortSignal) => void;
  /** Called whenever the last large file has ended and none is waiting. */
  readonly idle: () => void;
}

/**
 * Runs entries in the order in which they were started, a limited number at the same time, and those of one path one
 * after the other.
 */
export class EntryRunner {
  readonly #context: TransferContext;
  readonly #report: RunnerOptions['report'];
  readonly #small: JobQueue;
  /** Large files have a queue of their own, so that small files do not wait for them. */
  readonly #large: JobQueue;
  /**
   * Large files of which S3 already has an upload. Those in the other queue may wait until one of these is over, so these
   * never wait for them.
   */
  readonly #begun: JobQueue;
  readonly #order = new PathOrder();

  constructor(context: TransferContext, { smallAtOnce, report, idle }: RunnerOptions) {
    this.#context = context;
    this.#report = report;
    this.#small = new JobQueue(smallAtOnce);
    context.putSigner.aheadChanged = () => this.#small.startNext();
    const eitherIdle = () => {
      if (this.#large.isIdle && this.#begun.isIdle) idle();
    };
    this.#large = new JobQueue(() => largeAtOnce, eitherIdle);
    this.#begun = new JobQueue(() => largeAtOnce, eitherIdle);
  }

  /** Gives `entry` its place among the entries of its path, and starts it unless it is paused. */
  add(entry: Entry): void {
    this.#order.join(entry);
    if (entry.state.kind !== 'paused') this.start(entry);
  }

  /** Runs `entry` until its signal is aborted or it has ended, when the earlier entries of its path have ended. */
  start(entry: Entry): void {
    this.#order.join(entry);
    if (this.#order.isFirst(entry)) this.#admit(entry);
  }

  /** Must be called when `entry` has ended. Starts the next entry of its path. */
  end(entry: Entry): void {
    const next = this.#order.leave(entry);
    if (next?.state.kind !== 'waiting') return;
    // A run that was stopped may still have a request in flight.
    next.running = Promise.all([next.running, entry.running]).then(() => undefined);
    this.#admit(next);
  }

  #admit(entry: Entry): void {
    const { signal } = entry.stop;
    const before = entry.running;
    this.#queueOf(entry).enqueue(() => {
      if (signal.aborted) return Promise.resolve();
      // A run that was stopped must be over before the next run begins.
      return (entry.running = before.then(() => this.#run(entry, signal)));
    });
  }

  #queueOf(entry: Entry): JobQueue {
    if (entry.sending.kind === 'whole') return this.#small;
    return partsUploadOf(entry)?.uploadId === undefined ? this.#large : this.#begun;
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

  /**
   * Waits until the other tab no longer sends the file, without taking a place in the queue, and then queues the entry
   * again.
   */
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
