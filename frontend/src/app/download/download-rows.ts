import { computed, Injectable, signal } from '@angular/core';

import { isBusy, isOpen, type DownloadRow } from './download-row.ts';

/** The downloads of this page, in the order in which they were asked for. */
@Injectable({ providedIn: 'root' })
export class DownloadRows {
  readonly #all = signal<readonly DownloadRow[]>([]);
  #lastId = 0;

  readonly all = this.#all.asReadonly();
  readonly areAtRisk = computed(() => this.#all().some(isOpen));

  add(files: readonly Omit<DownloadRow, 'id'>[]): void {
    const added = files.map((file) => ({ ...file, id: (this.#lastId += 1) }));
    this.#all.update((all) => [...all, ...added]);
  }

  change(id: number, changes: Partial<Omit<DownloadRow, 'id'>>): void {
    this.#all.update((all) => all.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  }

  keep(isKept: (row: DownloadRow) => boolean): void {
    this.#all.update((all) => all.filter(isKept));
  }

  /**
   * Returns those that can begin now: as many as there is room for, and at most one that goes to a folder. Those take turns, and one
   * that waits for its turn must not keep others from theirs.
   */
  startable(mostAtOnce: number): readonly DownloadRow[] {
    const all = this.#all();
    const going = all.filter(isBusy);
    let isFolderFree = going.every(({ disk }) => disk === undefined);
    const next = all.filter(({ state, disk }) => {
      if (state.kind !== 'waiting' || (disk && !isFolderFree)) return false;
      if (disk) isFolderFree = false;
      return true;
    });
    return next.slice(0, Math.max(0, mostAtOnce - going.length));
  }

  of(id: number): DownloadRow | undefined {
    return this.#all().find((row) => row.id === id);
  }

  ofAttempt(attempt: string): DownloadRow | undefined {
    return this.#all().find((row) => row.attempt === attempt);
  }
}
