import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { foldForSearch } from '@airlock/contract';
import { filter, firstValueFrom } from 'rxjs';

import { Breadcrumbs } from '../../files/breadcrumbs.ts';
import { FilterField } from '../../files/filter-field.ts';
import { FolderMessage } from '../../files/folder-message.ts';
import { folderOf } from '../../files/folder-path.ts';
import { Selection } from '../../files/selection.ts';
import { sortEntries, type SortOrder } from '../../files/sort-entries.ts';
import { text } from '../../text/text.ts';
import { trashText } from '../../text/trash-text.ts';
import { ListSkeleton } from '../list-skeleton.ts';
import { LoadFailure } from '../load-failure.ts';
import { PurgeDialog } from './purge-dialog.ts';
import { TrashBar } from './trash-bar.ts';
import type { TrashEntry } from './trash-entry.ts';
import { TrashList } from './trash-list.ts';
import { Trash } from './trash.ts';

/** The page of the deleted files: they are found, restored, or deleted for ever. */
@Component({
  selector: 'airlock-trash-page',
  imports: [Breadcrumbs, FilterField, FolderMessage, ListSkeleton, LoadFailure, MatButton, TrashBar, TrashList],
  providers: [Trash],
  templateUrl: './trash-page.html',
  styleUrls: ['../../files/list-page.scss', './trash-page.scss'],
})
export class TrashPage {
  /** The folder in the address; the whole trash without it. */
  readonly folder = input<string>();

  protected readonly text = trashText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly trash = inject(Trash);
  protected readonly selection = new Selection();
  protected readonly query = signal('');
  protected readonly chosenOrder = signal<SortOrder | undefined>(undefined);
  protected readonly path = computed(() => folderOf(this.folder()));
  /** The last deleted first. Rows that arrive in pages keep the order of the server, so that they do not jump. */
  protected readonly order = computed<SortOrder | undefined>(
    () =>
      this.chosenOrder() ??
      (this.trash.list.isInPages() ? undefined : { column: 'modifiedAt', direction: 'descending' }),
  );
  protected readonly shown = computed(() => {
    const query = foldForSearch(this.query());
    const entries = this.trash.entries();
    const found = query === '' ? entries : entries.filter(({ name }) => foldForSearch(name).includes(query));
    const order = this.order();
    return order ? sortEntries(found, order) : found;
  });
  protected readonly selected = computed(() => {
    return this.selection.isEmpty() ? [] : this.shown().filter(({ path }) => this.selection.has(path));
  });
  protected readonly summary = computed(() => {
    const n = this.shown().length;
    if (this.trash.entries().length === 0) return '';
    return this.text[this.query() === '' ? 'summary' : 'found'](n, this.trash.isComplete());
  });
  protected readonly areAllSelected = computed(() => this.selection.state().kind === 'all');
  readonly #isComplete$ = toObservable(this.trash.isComplete);
  readonly #dialog = inject(MatDialog);
  /** The last thing that is to be done with all that is selected. */
  #wish: object | undefined;
  private readonly rows = viewChild(TrashList);

  constructor() {
    effect(() => {
      const path = this.path();
      untracked(() => this.#open(path));
    });
  }

  protected search(query: string): void {
    this.query.set(query);
    this.selection.clear();
  }

  protected restore(entries: readonly TrashEntry[]): void {
    const isAll = this.trash.isComplete() && entries.length === this.trash.entries().length;
    this.#leave(() => void this.trash.restore(entries, isAll));
  }

  protected async restoreSelected(): Promise<void> {
    if (await this.#isKnown()) this.restore(this.selected());
  }

  protected async purgeSelected(): Promise<void> {
    if (await this.#isKnown()) await this.purge(this.selected());
  }

  protected async purge(entries: readonly TrashEntry[]): Promise<void> {
    const [first] = entries;
    if (!first) return;
    const { some, named } = this.text.question;
    if (!(await this.#ask(entries.length === 1 ? named(first.name) : some(entries.length)))) return;
    this.#leave(() => void this.trash.purge(entries));
  }

  protected async purgeAll(): Promise<void> {
    const question = this.text.question.all(this.trash.entries().length, this.trash.isComplete());
    if (await this.#ask(question)) this.#leave(() => void this.trash.purgeAll());
  }

  /**
   * Waits until all that is selected has been loaded. Resolves with `false` when the person selects something else
   * meanwhile, wants something else or the same again, or leaves the page: the last wish is the one that counts.
   */
  async #isKnown(): Promise<boolean> {
    if (!this.areAllSelected()) return true;
    const asked = this.selection.state();
    const wish = (this.#wish = {});
    const isComplete = await firstValueFrom(this.#isComplete$.pipe(filter(Boolean)), { defaultValue: false });
    return isComplete && this.selection.state() === asked && this.#wish === wish;
  }

  async #ask(question: string): Promise<boolean> {
    // The next key is about the question, not about the list behind it.
    const shown = { data: question, maxWidth: 'min(480px, 92vw)', delayFocusTrap: false };
    const config = Object.assign(new MatDialogConfig(), shown);
    return (await firstValueFrom(this.#dialog.open(PurgeDialog, config).afterClosed())) === true;
  }

  /** Acts on rows that disappear with it, and moves the focus to a row that stays. */
  #leave(act: () => void): void {
    this.selection.clear();
    act();
    requestAnimationFrame(() => this.rows()?.focusActive());
  }

  #open(path: string): void {
    this.query.set('');
    this.selection.clear();
    this.chosenOrder.set(undefined);
    void this.trash.open(path);
  }
}
