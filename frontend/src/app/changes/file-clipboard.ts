import { computed, inject, Injectable, signal } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import type { Entry } from '../files/entry.ts';
import { FileMoves } from './file-moves.ts';

interface Held {
  readonly mode: 'cut' | 'copy';
  readonly entries: readonly Entry[];
}

/** What was cut or copied and waits to be pasted. It belongs to one person and is dropped with the page of that person. */
@Injectable({ providedIn: 'root' })
export class FileClipboard {
  readonly #moves = inject(FileMoves);
  readonly #held = signal<Held | undefined>(undefined);

  readonly isEmpty = computed(() => this.#held() === undefined);
  /** Paths of what was cut: lists show them dimmed. */
  readonly cutPaths = computed((): ReadonlySet<string> => {
    const held = this.#held();
    return new Set(held?.mode === 'cut' ? held.entries.map(({ path }) => path) : []);
  });

  constructor() {
    inject(PageOwner).follow(() => this.#held.set(undefined));
  }

  cut(entries: readonly Entry[]): void {
    this.#held.set({ mode: 'cut', entries });
  }

  copy(entries: readonly Entry[]): void {
    this.#held.set({ mode: 'copy', entries });
  }

  /** Moves what was cut, or copies what was copied, into a folder. What was copied can be pasted again. */
  async paste(folder: string): Promise<void> {
    const held = this.#held();
    if (!held) return;
    if (held.mode === 'copy') return this.#moves.copy(held.entries, folder);
    this.#held.set(undefined);
    await this.#moves.move(held.entries, folder);
  }
}
