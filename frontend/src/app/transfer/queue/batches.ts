import { randomKey } from '../random-key.ts';
import { batchLockName, type BatchRecord } from '../batch-record.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { Batch } from './batch.ts';
import { LeftBatch } from './left-batch.ts';
import type { Entry } from './upload-entry.ts';

interface FoundBatches {
  readonly left: readonly LeftBatch[];
  readonly elsewhere: readonly string[];
}

/** The batches of this page, and those of earlier visits whose files are missing. */
export class Batches {
  readonly #context: TransferContext;
  #left: readonly LeftBatch[] = [];
  readonly #own = new Set<string>();
  #finding: Promise<unknown> = Promise.resolve();

  constructor(context: TransferContext) {
    this.#context = context;
  }

  /** Begins a batch of files that are added to `folder`. */
  begin(userId: string, folder: string): Batch {
    const id = randomKey();
    this.#own.add(id);
    const startedAtMs = this.#context.ports.clock.now();
    const counts = { files: 0, dropped: 0, isComplete: false, hasHandles: false, settled: new Uint8Array() };
    return new Batch(this.#context, { id, userId, folder, startedAtMs, ...counts }, false);
  }

  /** Finds the batch to which `entry` belongs: one of an earlier visit that misses its file, or else `batch`. */
  place(entry: Entry, batch: Batch | undefined): void {
    const own = this.#left.filter(({ record }) => record.userId === entry.userId);
    // Several batches may have files in one folder, so the batch that misses this file comes first.
    const left = own.find((each) => each.isMissingFile(entry.path)) ?? own.find((each) => each.covers(entry.path));
    left?.claim(entry);
    if (!entry.place) batch?.add(entry);
  }

  /** Remembers `entry` in a batch of its own when its batch is forgotten: a cancelled file that is tried again. */
  renew(entry: Entry): void {
    const batch = entry.place?.batch;
    if (!batch?.isForgotten) return;
    const next = this.begin(entry.userId, batch.record.folder);
    next.add(entry);
    next.complete();
  }

  /** Takes `entry` out of its batch: who clears a failed file away does not want to be reminded of it. */
  drop(entry: Entry | undefined): void {
    entry?.place?.batch.follow({ ...entry, state: { kind: 'cancelled' } });
  }

  /**
   * Resolves with the batches of `userId` that an earlier visit left, and with the ids of those that another tab has. The
   * tab of the earlier visit may need a moment to let go of them. Calls run one after the other, so that each batch is
   * one object for all callers.
   */
  left(userId: string): Promise<FoundBatches> {
    const found = this.#finding.then(() => this.#find(userId));
    this.#finding = found.catch(() => undefined);
    return found;
  }

  async #find(userId: string): Promise<FoundBatches> {
    const { batches, ports } = this.#context;
    // The records are read before the locks: a batch that is in a record has its lock.
    const records = await batches.of(userId);
    const held = await ports.locks.held();
    const known = new Map(this.#left.map((batch) => [batch.id, batch]));
    const others = records.filter(({ id }) => !this.#own.has(id));
    const isElsewhere = ({ id }: BatchRecord) => held.has(batchLockName(id)) && known.get(id)?.isTaken !== true;
    const found = others.filter((record) => !isElsewhere(record));
    this.#left = await Promise.all(
      found.map(
        async (record) =>
          known.get(record.id) ?? new LeftBatch(this.#context, record, await batches.filesOf(record.id)),
      ),
    );
    return { left: this.#left, elsewhere: others.filter(isElsewhere).map(({ id }) => id) };
  }

  /** Resolves with the number of files of `userId` that earlier visits left and that no tab has. */
  async countLeft(userId: string): Promise<number> {
    const { left } = await this.left(userId);
    return left.reduce((sum, { missingFiles }) => sum + missingFiles, 0);
  }

  /** Resolves when no tab has the batch with this id. Rejects when `signal` is aborted. */
  async untilFree(id: string, signal: AbortSignal): Promise<void> {
    const release = await this.#context.ports.locks.wait(batchLockName(id), signal);
    await release();
  }

  /** Resolves with the handles that the browser keeps of what was chosen. */
  handlesOf({ id }: LeftBatch): Promise<readonly FileSystemHandle[]> {
    return this.#context.batches.handlesOf(id);
  }

  /** Writes what the browser did not take of batches. Must be called when it may take it now. */
  writeAgain(): void {
    for (const write of this.#context.unwritten) write();
  }

  async forget(left: LeftBatch): Promise<void> {
    this.#left = this.#left.filter((batch) => batch !== left);
    await left.forget();
  }

  /** Forgets all batches of `userId`, with those of `entries`. Batches that another tab has are left to that tab. */
  async forgetPerson(userId: string, entries: readonly Entry[]): Promise<void> {
    const own = new Set(entries.flatMap(({ place }) => (place ? [place.batch] : [])));
    await Promise.all([...own].map((batch) => batch.forget()));
    const { left } = await this.left(userId);
    await Promise.all(left.map((each) => this.forget(each)));
  }
}
