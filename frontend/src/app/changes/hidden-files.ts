import { computed, inject, Injectable, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, firstValueFrom } from 'rxjs';

import { PageOwner } from '../api/page-owner.ts';

/** The files and folders that lists hide while the server deletes, moves or renames them. */
@Injectable({ providedIn: 'root' })
export class HiddenFiles {
  readonly #owner = inject(PageOwner);
  /** How many changes hide a path now. */
  readonly #counts = signal<ReadonlyMap<string, number>>(new Map());

  readonly paths = computed((): ReadonlySet<string> => new Set(this.#counts().keys()));
  readonly #paths$ = toObservable(this.paths);

  constructor() {
    this.#owner.follow(() => this.#counts.set(new Map()));
  }

  /**
   * Hides `paths` while `change` is under way. When it has ended, `settle` brings the lists up to date, and they may show
   * again what they still have, unless another change hides it; also when `change` or `settle` fails. When the page has
   * passed to somebody else by then, nothing of it reaches their lists.
   */
  async hideWhile<Ended>(
    paths: readonly string[],
    change: () => Promise<Ended>,
    settle: (ended: Ended) => void | Promise<void>,
  ): Promise<void> {
    const isMine = this.#owner.claim();
    this.#count(paths, 1);
    try {
      const ended = await change();
      if (isMine()) await settle(ended);
    } finally {
      if (isMine()) this.#count(paths, -1);
    }
  }

  /** Counts one change more or less for each path. */
  #count(paths: readonly string[], by: 1 | -1): void {
    this.#counts.update((before) => {
      const counts = new Map(before);
      for (const path of new Set(paths)) {
        const count = (counts.get(path) ?? 0) + by;
        if (count > 0) counts.set(path, count);
        else counts.delete(path);
      }
      return counts;
    });
  }

  /** Resolves when `path` is not being deleted. Until then a new file of this name would find the name taken. */
  async settle(path: string): Promise<void> {
    if (this.paths().has(path)) await firstValueFrom(this.#paths$.pipe(filter((paths) => !paths.has(path))));
  }
}
