import { DestroyRef, inject, Injectable, signal } from '@angular/core';

import { API_CLIENT } from '../../api/api-client.ts';
import type { Entry } from '../../files/entry.ts';
import { formatBytes, formatDay, formatTime } from '../../format/format.ts';
import { organiseText } from '../../text/organise-text.ts';
import { pathIn } from '../new-path.ts';

/** Questions to the server that are under way at the same time. */
const atOnce = 6;
const text = organiseText.conflicts;

/** What is stored under names that are taken. The dialog that shows it provides it. */
@Injectable()
export class TakenFiles {
  readonly #client = inject(API_CLIENT);
  readonly #stop = new AbortController();
  readonly #told = signal<ReadonlyMap<string, string>>(new Map());
  /** Size and date of the file that is there, in words, by the path of the entry that was to be placed. */
  readonly told = this.#told.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
  }

  /** Asks about the files that have the names of `entries` in a folder, a few at a time. */
  async ask(entries: readonly Entry[], folder: string): Promise<void> {
    const left = [...entries];
    const work = async () => {
      for (let entry = left.shift(); entry; entry = left.shift()) await this.#askOne(entry, folder);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  async #askOne(entry: Entry, folder: string): Promise<void> {
    const words = entry.kind === 'folder' ? text.folder : await this.#wordsOf(pathIn(folder, entry));
    if (!this.#stop.signal.aborted) this.#told.update((told) => new Map(told).set(entry.path, words));
  }

  /** Returns size and date of the current version. Nothing depends on them, so a failure is only said. */
  async #wordsOf(path: string): Promise<string> {
    try {
      const { versions } = await this.#client.listVersions({ path }, this.#stop.signal);
      const current = versions.find(({ isCurrent, isDeletion }) => isCurrent && !isDeletion);
      return current ? sized(current.sizeBytes ?? 0, current.storedAt) : text.folder;
    } catch {
      return text.unknown;
    }
  }
}

/** Returns size and date of a file in words. */
export const sized = (sizeBytes: number, moment: string): string =>
  text.sized(formatBytes(sizeBytes), `${formatDay(moment)}, ${formatTime(moment)}`);
