import { ArchiveNames, type ChangedName } from './archive-names.ts';
import type { FoundFile, FoundPage } from './found-page.ts';
import { until } from '../until.ts';

/** What becomes one entry of an archive, under its name there. */
export type PlannedEntry =
  | { readonly kind: 'file'; readonly name: string; readonly file: FoundFile }
  | { readonly kind: 'folder'; readonly name: string };

/** What an archive will hold. It grows while folders are being listed. */
export class ArchivePlan {
  readonly #entries: PlannedEntry[] = [];
  readonly #seen = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #names = new ArchiveNames();
  #isComplete = false;
  #totalBytes = 0;
  #failure: Error | undefined;
  #changed = Promise.withResolvers<undefined>();

  /** Size of all files in bytes; `undefined` while more may be found. */
  get totalBytes(): number | undefined {
    return this.#isComplete ? this.#totalBytes : undefined;
  }

  /** Paths that were gone when they were looked for, without those that are entries: a listing that began anew may miss them. */
  get gone(): readonly string[] {
    return [...this.#gone].filter((path) => !this.#seen.has(path));
  }

  get changedNames(): readonly ChangedName[] {
    return this.#names.changed;
  }

  /** Adds what a page of a listing has. What is in the plan already is left out, so that a listing can begin anew. */
  add({ base, files, emptyFolders, gone }: FoundPage): void {
    for (const path of gone) this.#gone.add(path);
    for (const folder of emptyFolders) {
      if (this.#isNew(folder)) this.#entries.push({ kind: 'folder', name: this.#names.ofFolder(folder, base) });
    }
    for (const file of files) {
      if (!this.#isNew(file.path)) continue;
      this.#entries.push({ kind: 'file', name: this.#names.ofFile(file.path, base), file });
      this.#totalBytes += file.sizeBytes;
    }
    this.#tell();
  }

  /** Says that nothing more will be found. */
  complete(): void {
    this.#isComplete = true;
    this.#tell();
  }

  /** Says that what is missing cannot be found. */
  fail(error: Error): void {
    this.#failure = error;
    this.#tell();
  }

  /** Returns an entry by its number from 0; `undefined` when it is not known, or not yet. */
  at(index: number): PlannedEntry | undefined {
    return this.#entries[index];
  }

  /**
   * Resolves with whether there is an entry of this number, once that is known. Rejects when the listing has failed, or with
   * the reason of the signal.
   */
  async has(index: number, signal: AbortSignal): Promise<boolean> {
    while (this.at(index) === undefined && !this.#isComplete) {
      if (this.#failure) throw this.#failure;
      await until(this.#changed.promise, signal);
    }
    return this.at(index) !== undefined;
  }

  /** Returns a name at the top of the archive for a file that the storage does not have. */
  ownName(name: string): string {
    return this.#names.ofOwn(name);
  }

  #isNew(path: string): boolean {
    const isNew = !this.#seen.has(path);
    this.#seen.add(path);
    return isNew;
  }

  #tell(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve(undefined);
  }
}
