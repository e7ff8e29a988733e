import { inject, Injectable, signal } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';

const rememberedAtMost = 4;

/** The folders that a person moved or copied files to last. They are kept in the page and belong to one person. */
@Injectable({ providedIn: 'root' })
export class RecentFolders {
  readonly #folders = signal<readonly string[]>([]);
  /** Paths with their slashes, the last one first. */
  readonly folders = this.#folders.asReadonly();

  constructor() {
    inject(PageOwner).follow(() => this.#folders.set([]));
  }

  add(folder: string): void {
    this.#folders.update((folders) => [folder, ...folders.filter((it) => it !== folder)].slice(0, rememberedAtMost));
  }
}
