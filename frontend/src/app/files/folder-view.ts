import { computed, inject, Injectable, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';

import { SESSION_STATE, userIdOf } from '../api/session-state.ts';
import { filesText } from '../text/files-text.ts';
import type { Entry, FileEntry } from './entry.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { FolderListing } from './folder-listing.ts';
import { Selection } from './selection.ts';
import { rememberedOrder, rememberOrder } from './sort-memory.ts';
import type { SortOrder } from './sort-entries.ts';

type FilesAction = (files: readonly FileEntry[]) => void;

/** A folder as it is shown: sorted, searched, with what is selected in it. The page provides it. */
@Injectable()
export class FolderView {
  readonly listing = inject(FolderListing);
  readonly selection = new Selection();
  readonly #hidden = inject(FILE_ACTIONS).hidden;
  readonly #userId = userIdOf(inject(SESSION_STATE)());
  readonly #query = signal('');
  readonly #order = signal<SortOrder>(rememberedOrder(this.#userId));
  /** What is done with all files once all have been loaded. */
  readonly #waiting = signal<FilesAction | undefined>(undefined);

  readonly query = this.#query.asReadonly();
  readonly order = this.#order.asReadonly();
  readonly isComplete = this.listing.isComplete;
  readonly shown = computed(() => {
    const [rows, hidden] = [this.listing.rows(), this.#hidden()];
    return hidden.size === 0 ? rows : rows.filter(({ path }) => !hidden.has(path));
  });
  readonly summary = computed(() => {
    const [rows, isComplete] = [this.shown(), this.isComplete()];
    if (this.#query() !== '') return filesText.found(rows.length, isComplete);
    const folderCount = rows.reduce((count, { kind }) => (kind === 'folder' ? count + 1 : count), 0);
    return filesText.summary(folderCount, rows.length - folderCount, isComplete);
  });
  /** The selected files, as far as they have been loaded. */
  readonly selected = computed((): readonly FileEntry[] => {
    const isSelected = (entry: Entry): entry is FileEntry => entry.kind === 'file' && this.selection.has(entry.path);
    return this.selection.isEmpty() ? [] : this.shown().filter(isSelected);
  });
  readonly areAllSelected = computed(() => this.selection.state().kind === 'all');
  /** Whether something is to be done with all files, and the last of them are still being loaded. */
  readonly isWaiting = computed(() => this.#waiting() !== undefined && this.areAllSelected());

  constructor() {
    this.listing.arrange(this.#order(), '');
    toObservable(this.isComplete)
      .pipe(filter(Boolean))
      .subscribe(() => this.#goOn());
  }

  open(folder: string): Promise<void> {
    this.clearSelection();
    this.#query.set('');
    this.listing.arrange(this.#order(), '');
    return this.listing.open(folder);
  }

  search(query: string): void {
    this.clearSelection();
    this.#query.set(query);
    this.listing.arrange(this.#order(), query);
  }

  sort(order: SortOrder): void {
    this.#order.set(order);
    rememberOrder(this.#userId, order);
    this.listing.arrange(order, this.#query());
  }

  clearSelection(): void {
    this.#waiting.set(undefined);
    this.selection.clear();
  }

  /** Hands over the selected files: at once, or, when they are all of the folder, when all have been loaded. */
  withSelected(act: FilesAction): void {
    if (this.areAllSelected() && !this.isComplete()) this.#waiting.set(act);
    else if (this.selected().length > 0) act(this.selected());
  }

  #goOn(): void {
    const act = this.#waiting();
    if (act && this.areAllSelected() && this.selected().length > 0) act(this.selected());
    this.#waiting.set(undefined);
  }
}
