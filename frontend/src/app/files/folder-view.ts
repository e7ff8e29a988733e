import { computed, inject, Injectable, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter } from 'rxjs';

import { SESSION_STATE, userIdOf } from '../api/session-state.ts';
import { filesText } from '../text/files-text.ts';
import type { ActionScope } from './actions/action-subject.ts';
import type { Entry } from './entry.ts';
import { FILE_ACTIONS, type RenamedEntry } from './file-actions.ts';
import { FolderListing } from './folder-listing.ts';
import { Selection } from './selection.ts';
import { rememberedOrder, rememberOrder } from './sort-memory.ts';
import type { SortOrder } from './sort-entries.ts';
import { rememberedView, rememberView, type ListView } from './view-memory.ts';

type EntriesAction = (entries: readonly Entry[]) => void;

/** A folder as it is shown: sorted, searched, with what is selected in it. The page provides it. */
@Injectable()
export class FolderView {
  readonly listing = inject(FolderListing);
  readonly selection = new Selection();
  readonly #hidden = inject(FILE_ACTIONS).hidden;
  readonly #userId = userIdOf(inject(SESSION_STATE)());
  readonly #folder = signal('');
  readonly #query = signal('');
  readonly #wantsFilter = signal(false);
  readonly #order = signal<SortOrder>(rememberedOrder(this.#userId));
  readonly #view = signal<ListView>(rememberedView(this.#userId));
  /** What is done with all entries once all have been loaded. */
  readonly #waiting = signal<EntriesAction | undefined>(undefined);

  readonly query = this.#query.asReadonly();
  /** Whether somebody filters, or has asked for the field to do so, which a phone shows only then. */
  readonly isFiltering = computed(() => this.#wantsFilter() || this.#query() !== '');
  readonly order = this.#order.asReadonly();
  readonly view = this.#view.asReadonly();
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
  /** The selected files and folders, as far as they have been loaded. */
  readonly selected = computed((): readonly Entry[] =>
    this.selection.isEmpty() ? [] : this.shown().filter(({ path }) => this.selection.has(path)),
  );
  /** What the actions of the page are about. */
  readonly scope = computed((): ActionScope => ({
    folder: this.#folder(),
    all: this.shown(),
    selected: this.selected(),
  }));
  readonly areAllSelected = computed(() => this.selection.state().kind === 'all');
  /** Whether something is to be done with all entries, and the last of them are still being loaded. */
  readonly isWaiting = computed(() => this.#waiting() !== undefined && this.areAllSelected());

  constructor() {
    this.listing.arrange(this.#order(), '');
    toObservable(this.isComplete)
      .pipe(filter(Boolean))
      .subscribe(() => this.#goOn());
  }

  open(folder: string): Promise<void> {
    this.#folder.set(folder);
    this.clearSelection();
    this.#query.set('');
    this.#wantsFilter.set(false);
    this.listing.arrange(this.#order(), '');
    return this.listing.open(folder);
  }

  search(query: string): void {
    this.clearSelection();
    this.#query.set(query);
    this.listing.arrange(this.#order(), query);
  }

  /** Shows the field of the filter, or takes it away with what was typed. */
  askForFilter(isWanted: boolean): void {
    this.#wantsFilter.set(isWanted);
    if (!isWanted && this.#query() !== '') this.search('');
  }

  sort(order: SortOrder): void {
    this.#order.set(order);
    rememberOrder(this.#userId, order);
    this.listing.arrange(order, this.#query());
  }

  show(view: ListView): void {
    this.#view.set(view);
    rememberView(this.#userId, view);
  }

  clearSelection(): void {
    this.#waiting.set(undefined);
    this.selection.clear();
  }

  /** Hands over the selected entries: at once, or, when they are all of the folder, when all have been loaded. */
  withSelected(act: EntriesAction): void {
    if (this.areAllSelected() && !this.isComplete()) this.#waiting.set(act);
    else if (this.selected().length > 0) act(this.selected());
  }

  /** Shows new names at once. What was selected stays so. */
  rename(entries: readonly RenamedEntry[]): void {
    this.selection.rename(entries);
    this.listing.rename(entries);
  }

  /** Takes away what was deleted. When nothing of the selection is left, later files are not part of it either. */
  drop(paths: readonly string[]): void {
    this.listing.drop(paths);
    if (!this.isWaiting() && this.selected().length === 0) this.clearSelection();
  }

  #goOn(): void {
    const act = this.#waiting();
    if (act && this.areAllSelected() && this.selected().length > 0) act(this.selected());
    this.#waiting.set(undefined);
  }
}
