import { batchLockName, type BatchFiles, type BatchRecord } from '../batch-record.ts';
import type { BatchRecords, ReleaseLock, UploadLocks } from '../ports.ts';
import { partsUploadOf, type Entry } from './upload-entry.ts';

export interface BatchStorage {
  readonly batches: BatchRecords;
  readonly ports: { readonly locks: UploadLocks };
  /** Calls that write again what the browser did not take of a batch. */
  readonly unwritten: Set<() => void>;
}

/**
 * Files that were added together. Its record in this browser says which of them are not settled yet. All changes that
 * come up while one is being written are written together with the next.
 */
export class Batch {
  readonly record: BatchRecord;
  readonly #storage: BatchStorage;
  #settledCount = 0;
  #unwritten: BatchFiles = noFiles(0);
  #isDirty = false;
  #writing: Promise<void> | undefined;
  #isWritten: boolean;
  #isForgotten = false;
  #handles: readonly FileSystemHandle[] | undefined;
  #release: ReleaseLock | undefined;
  #endPause: () => void = () => undefined;
  readonly #writeAgain = () => this.#changed();

  /** `isWritten` tells whether `record` is already among the records. */
  constructor(storage: BatchStorage, record: BatchRecord, isWritten: boolean) {
    this.#storage = storage;
    this.record = record;
    this.#isWritten = isWritten;
    for (let index = 0; index < record.files; index += 1) if (this.isSettled(index)) this.#settledCount += 1;
  }

  /** Whether nothing is left to be done for any file. */
  get isOver(): boolean {
    return this.record.isComplete && this.#settledCount === this.record.files;
  }

  /** Whether the batch is no longer remembered: it was over once, or the person discarded it. */
  get isForgotten(): boolean {
    return this.#isForgotten;
  }

  /** Whether this tab has the lock of the batch. */
  get isLocked(): boolean {
    return this.#release !== undefined;
  }

  add(entry: Entry): void {
    const index = this.record.files;
    this.record.files += 1;
    if (index >= this.record.settled.length * 8) this.record.settled = grown(this.record.settled);
    this.#unwritten.paths.push(entry.addedPath);
    this.#unwritten.sizesBytes.push(entry.file.size);
    this.#unwritten.lastModified.push(entry.file.lastModified);
    entry.place = { batch: this, index };
    this.#changed();
  }

  /** Takes `entry` in again, which is the file with this index of an earlier visit. */
  addAgain(entry: Entry, index: number): void {
    entry.place = { batch: this, index };
    // The record is written with its lock. Without the lock, other tabs would offer the batch too.
    this.#changed();
  }

  /** Takes over the new state of `entry`, which must belong to this batch. */
  follow({ place, ...entry }: Entry): void {
    if (place?.batch !== this) return;
    const isUploaded = entry.state.kind === 'done' || entry.state.kind === 'skipped';
    const isSettled = isUploaded || entry.state.kind === 'cancelled' || partsUploadOf(entry)?.uploadId !== undefined;
    if (isSettled === this.isSettled(place.index)) return;
    this.#flip(place.index);
    this.#settledCount += isSettled ? 1 : -1;
    if (!isUploaded) this.record.dropped += isSettled ? 1 : -1;
    this.#changed();
  }

  isSettled(index: number): boolean {
    return ((this.record.settled[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  /** Must be called when no more files will be added. */
  complete(): void {
    if (this.record.isComplete) return;
    this.record.isComplete = true;
    this.#changed();
  }

  /** Keeps handles of what was chosen, so that the person need not choose it again. */
  keepHandles(handles: readonly FileSystemHandle[]): void {
    if (handles.length === 0) return;
    this.#handles = handles;
    this.#changed();
  }

  /** Forgets the batch in this browser. Its files are not remembered any more. */
  async forget(): Promise<void> {
    this.#isForgotten = true;
    await this.#writing;
    await this.#remove();
  }

  #flip(index: number): void {
    const { settled } = this.record;
    settled[index >> 3] = (settled[index >> 3] ?? 0) ^ (1 << (index & 7));
  }

  #changed(): void {
    this.#isDirty = true;
    // A batch that is over is not offered again, also when the page is left at once.
    if (this.isOver) this.#endPause();
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  async #write(): Promise<void> {
    // Files that are added together are written together, and what is over at once is never written.
    await Promise.resolve();
    while (this.#isDirty && !this.#isForgotten) {
      this.#isDirty = false;
      if (this.isOver) {
        this.#isForgotten = true;
        await this.#remove();
        return;
      }
      // With the lock first, no other tab ever takes the batch for one that was left behind.
      this.#release ??= await this.#storage.ports.locks.take(batchLockName(this.record.id));
      this.#isWritten = true;
      this.#storage.unwritten.delete(this.#writeAgain);
      await this.#writeHandles();
      await this.#save();
      await this.#pause(this.#storage.batches.pauseMs);
    }
  }

  /** Writes the record. Files that the browser does not take are written with the next change, or when it takes them. */
  async #save(): Promise<void> {
    const files = this.#unwritten;
    this.#unwritten = noFiles(this.record.files);
    try {
      await this.#storage.batches.save({ ...this.record }, files);
    } catch {
      this.#unwritten = joined(files, this.#unwritten);
      this.#storage.unwritten.add(this.#writeAgain);
    }
  }

  async #pause(pauseMs: number): Promise<void> {
    if (pauseMs === 0 || this.isOver) return;
    await new Promise<void>((resolve) => {
      this.#endPause = resolve;
      setTimeout(resolve, pauseMs);
    });
  }

  /** Writes the handles. The record says that there are some only when the browser has taken them. */
  async #writeHandles(): Promise<void> {
    const handles = this.#handles;
    if (!handles) return;
    try {
      await this.#storage.batches.keepHandles(this.record.id, handles);
      this.record.hasHandles = true;
      if (this.#handles === handles) this.#handles = undefined;
    } catch {
      this.#storage.unwritten.add(this.#writeAgain);
    }
  }

  async #remove(): Promise<void> {
    this.#storage.unwritten.delete(this.#writeAgain);
    if (this.#isWritten) await this.#storage.batches.remove(this.record.id);
    await this.#release?.();
    this.#release = undefined;
  }
}

const noFiles = (from: number): BatchFiles => ({ from, paths: [], sizesBytes: [], lastModified: [] });

const joined = (one: BatchFiles, next: BatchFiles): BatchFiles => ({
  from: one.from,
  paths: [...one.paths, ...next.paths],
  sizesBytes: [...one.sizesBytes, ...next.sizesBytes],
  lastModified: [...one.lastModified, ...next.lastModified],
});

function grown(bits: Uint8Array): Uint8Array {
  const larger = new Uint8Array(Math.max(16, bits.length * 2));
  larger.set(bits);
  return larger;
}
