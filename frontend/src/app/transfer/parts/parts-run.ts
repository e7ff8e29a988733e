import type { ApiCalls } from '../requests/api-calls.ts';
import type { Obstacle } from '../requests/attempts.ts';
import { ConditionVariable } from './condition-variable.ts';
import type { PartLedger } from './part-ledger.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { UploadState } from '../upload-state.ts';

export interface PartsTask {
  context: TransferContext;
  calls: ApiCalls;
  ledger: PartLedger;
  file: Blob;
  uploadId: string;
  path: string;
  /** Writes the record. Resolves when the record would survive a crash. */
  save: () => Promise<void>;
  report: (state: UploadState) => void;
}

/**
 * One run of sending parts, from a start or resume to the next end, pause or failure. Hashing, signing and sending
 * share it.
 */
export class PartsRun {
  readonly task: PartsTask;
  /** Notified whenever a part was hashed, signed or stored. */
  readonly changed = new ConditionVariable();
  /** Number of bytes sent so far, by the number of each part in flight. */
  readonly inFlight = new Map<number, number>();
  readonly #stop = new AbortController();
  readonly #startedMs: number;
  #storedNow = 0;
  #obstacle: Obstacle;

  constructor(task: PartsTask, signal: AbortSignal) {
    this.task = task;
    this.#startedMs = task.context.ports.clock.now();
    this.#stop.signal.addEventListener('abort', () => this.changed.notifyAll(), { once: true });
    if (signal.aborted) this.stop(signal.reason);
    else signal.addEventListener('abort', () => this.stop(signal.reason), { once: true, signal: this.#stop.signal });
  }

  /** Fires when this run is over, for whatever reason. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(reason: unknown): void {
    this.#stop.abort(reason);
  }

  stored(partNumber: number): void {
    this.task.ledger.stored(partNumber);
    this.#storedNow += 1;
    this.report();
    this.changed.notifyAll();
  }

  /** Speed of this run in parts per millisecond; `undefined` until it is known. */
  get rate(): number | undefined {
    const ms = this.task.context.ports.clock.now() - this.#startedMs;
    return this.#storedNow === 0 || ms <= 0 ? undefined : this.#storedNow / ms;
  }

  readonly obstacle = (now: Obstacle): void => {
    this.#obstacle = now;
    this.report();
  };

  /**
   * Reports the state. The state is `sending` while any part is in flight. An obstacle is reported only when none is.
   */
  report(): void {
    if (this.signal.aborted) return;
    const { ledger, report } = this.task;
    let sentBytes = ledger.storedBytes;
    for (const bytes of this.inFlight.values()) sentBytes += bytes;
    if (this.inFlight.size === 0 && this.#obstacle) report(this.#obstacle);
    else if (this.inFlight.size > 0 || ledger.storedBytes > 0) report({ kind: 'sending', sentBytes });
    else report({ kind: 'hashing', hashedBytes: ledger.hashedBytes });
  }
}
