import type { BatchFiles, BatchRecord } from '../batch-record.ts';
import { Batch, type BatchStorage } from './batch.ts';
import type { Entry } from './upload-entry.ts';

interface MissingFile {
  index: number;
  sizeBytes: number;
  lastModified: number;
}

/** A batch of an earlier visit. Its files are missing until they are added again; then they belong to it once more. */
export class LeftBatch {
  readonly record: BatchRecord;
  readonly #batch: Batch;
  readonly #missing = new Map<string, MissingFile>();
  /** Folders and files that were chosen: the path of each up to its first folder, and the folder of single files. */
  readonly #roots = new Set<string>();

  constructor(storage: BatchStorage, record: BatchRecord, files: readonly BatchFiles[]) {
    this.record = record;
    this.#batch = new Batch(storage, record, true);
    for (const { from, paths, sizesBytes, lastModified } of files) {
      paths.forEach((path, offset) => {
        this.#roots.add(this.#rootOf(path));
        if (this.#batch.isSettled(from + offset)) return;
        const file = { sizeBytes: sizesBytes[offset] ?? 0, lastModified: lastModified[offset] ?? 0 };
        this.#missing.set(path, { index: from + offset, ...file });
      });
    }
  }

  get id(): string {
    return this.record.id;
  }

  /** Whether this tab sends files of the batch. */
  get isTaken(): boolean {
    return this.#batch.isLocked;
  }

  /** Whether files of this batch are still to be chosen again. */
  get isMissing(): boolean {
    return this.#missing.size > 0 || !this.record.isComplete;
  }

  get missingFiles(): number {
    return this.#missing.size;
  }

  /** Number of files that were uploaded or are being uploaded now. */
  get uploadedFiles(): number {
    return this.allFiles - this.#missing.size;
  }

  get allFiles(): number {
    return this.record.files - this.record.dropped;
  }

  /** Whether the files were chosen with their folders, and not one by one. */
  get hasFolders(): boolean {
    return [...this.#roots].some((root) => root !== this.record.folder);
  }

  /** Names of the folders that were chosen, or the path of the folder into which single files were put. */
  get names(): string[] {
    const { folder } = this.record;
    return [...this.#roots].map((root) => (root === folder || folder === '' ? root : root.slice(folder.length + 1)));
  }

  /** Whether `path` is in a folder, or beside the files, that were chosen. */
  covers(path: string): boolean {
    return this.#roots.has(this.#rootOf(path));
  }

  isMissingFile(path: string): boolean {
    return this.#missing.has(path);
  }

  /**
   * Takes in `entry`, whose path the batch must cover. A file that is not missing here was probably stored by the earlier
   * visit.
   */
  claim(entry: Entry): void {
    const known = this.#missing.get(entry.path);
    if (known) {
      this.#missing.delete(entry.path);
      this.#batch.addAgain(entry, known.index);
    }
    entry.isProbablyStored = known?.sizeBytes !== entry.file.size || known.lastModified !== entry.file.lastModified;
    // The files that had not been found are added together with the others.
    this.#batch.complete();
  }

  /** Forgets the batch in this browser. */
  forget(): Promise<void> {
    this.#missing.clear();
    this.record.isComplete = true;
    return this.#batch.forget();
  }

  #rootOf(path: string): string {
    const { folder } = this.record;
    const start = folder === '' ? 0 : folder.length + 1;
    const end = path.indexOf('/', start);
    return end === -1 ? folder : path.slice(0, end);
  }
}
