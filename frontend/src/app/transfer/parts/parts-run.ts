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
  /** Writes the record; resolves when a crash would find it. */
  save: () => Promise<void>;
  report: (state: UploadState) => void;
}

/** One stretch of sending parts, from a start or resume to the next end, pause or failure: what its three loops share. */
export class PartsRun {
  readonly task: PartsTask;
  /** Rings whenever something was hashed, signed or stored. */
  readonly changed = new ConditionVariable();
  /** Bytes handed over so far, of each part under way. */
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

  /** Of this stretch: fires when it is over, for whatever reason. */
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

  /** Parts per millisecond of this stretch; `undefined` until it is known. */
  get rate(): number | undefined {
    const ms = this.task.context.ports.clock.now() - this.#startedMs;
    return this.#storedNow === 0 || ms <= 0 ? undefined : this.#storedNow / ms;
  }

  readonly obstacle = (now: Obstacle): void => {
    this.#obstacle = now;
    this.report();
  };

  /** While anything moves, it is being sent; what keeps the rest back shows when nothing moves. */
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
