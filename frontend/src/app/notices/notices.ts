import { computed, inject, Injectable, signal, type Signal } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';

/** A button of a notice. */
export interface NoticeAction {
  readonly label: string;
  /** Whether Ctrl+Z chooses it too: in the newest notice that has such an action. */
  readonly isUndo?: boolean;
  choose(): void;
}

/** What a notice says and offers. */
export interface NoticeContent {
  readonly sentence: string;
  /** Lines below the sentence, such as what failed. */
  readonly details?: readonly string[];
  /** How much is done of what goes on, between 0 and 1; `unknown` when nobody knows. Absent when nothing goes on. */
  readonly progress?: number | 'unknown' | undefined;
  readonly actions?: readonly NoticeAction[];
  /** Time that a person has to read the notice. Without it, the notice stays until it is closed. */
  readonly durationMs?: number | undefined;
}

export interface Notice {
  readonly id: number;
  readonly content: Signal<NoticeContent>;
}

const usualMs = 8_000;

/**
 * The messages at the bottom of the page. Several can be there at once. They belong to the person whose page it is and go
 * with them, because the next person must not read the names of their files.
 */
@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #all = signal<readonly Notice[]>([]);
  readonly #lists = signal<readonly object[]>([]);
  #lastId = 0;

  /** The notices, the oldest first. */
  readonly all = this.#all.asReadonly();
  /** The list that shows them: the newest, because a viewer over the page has a list of its own. */
  readonly front = computed(() => this.#lists().at(-1));

  constructor() {
    inject(PageOwner).follow(() => this.#all.set([]));
  }

  /** Adds a list that can show the notices. Returns what takes it away. */
  addList(list: object): () => void {
    this.#lists.update((lists) => [...lists, list]);
    return () => this.#lists.update((lists) => lists.filter((it) => it !== list));
  }

  say(sentence: string, durationMs = usualMs): void {
    this.show(signal({ sentence, durationMs }));
  }

  /** Shows a notice that changes with `content`. Returns its id. */
  show(content: Signal<NoticeContent>): number {
    const id = (this.#lastId += 1);
    this.#all.update((notices) => [...notices, { id, content }]);
    return id;
  }

  close(id: number): void {
    this.#all.update((notices) => notices.filter((notice) => notice.id !== id));
  }

  /** Chooses the undo of the newest notice that has one. Returns `false` when there is none. */
  undo(): boolean {
    const undoable = this.#all().flatMap(({ content }) => content().actions?.filter(({ isUndo }) => isUndo) ?? []);
    undoable.at(-1)?.choose();
    return undoable.length > 0;
  }
}
