import { computed, Injectable, signal } from '@angular/core';

import { isOpen, type DownloadRow } from './download-row.ts';

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

  of(id: number): DownloadRow | undefined {
    return this.#all().find((row) => row.id === id);
  }

  ofAttempt(attempt: string): DownloadRow | undefined {
    return this.#all().find((row) => row.attempt === attempt);
  }
}
