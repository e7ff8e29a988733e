import { DOCUMENT } from '@angular/common';
import { Component, computed, effect, ElementRef, inject, input, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';

import { chosenByKey } from '../files/actions/action-keys.ts';
import {
  selectFor,
  targetOf,
  theSelection,
  type ActionScope,
  type ChosenAction,
} from '../files/actions/action-subject.ts';
import { FILE_ACTION_TABLE, type ActionTarget, type FileAction } from '../files/actions/file-action.ts';
import { FILE_ACTIONS } from '../files/file-actions.ts';
import { FolderMessage } from '../files/folder-message.ts';
import { folderOf, folderParam } from '../files/folder-path.ts';
import { keepFocus } from '../files/keep-focus.ts';
import { Selection } from '../files/selection.ts';
import { SelectionBar } from '../files/selection-bar.ts';
import { sortEntries, type SortOrder } from '../files/sort-entries.ts';
import { nameOf } from '../format/name-of.ts';
import { filesText } from '../text/files-text.ts';
import { searchText } from '../text/search-text.ts';
import { text } from '../text/text.ts';
import { ResultList } from './result-list.ts';
import { SearchAnnouncer } from './search-announcer.ts';
import { SearchContext } from './search-context.ts';
import { SearchResults } from './search-results.ts';

/** The page of a search over all folders, or over one: its matches as they are found, and the actions on them. */
@Component({
  selector: 'airlock-search-page',
  imports: [FolderMessage, MatButton, ResultList, SearchAnnouncer, SelectionBar],
  providers: [SearchResults],
  templateUrl: './search-page.html',
  styleUrls: ['../files/list-page.scss', './search-page.scss'],
  host: { '(document:keydown)': 'pressed($event)', '(window:online)': 'retry()' },
})
export class SearchPage {
  /** What is searched for, and the folder in the address. */
  readonly searched = input('');
  readonly folder = input<string>();

  protected readonly text = searchText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly reference = filesText.failed.reference;
  protected readonly results = inject(SearchResults);
  protected readonly selection = new Selection();
  protected readonly order = signal<SortOrder | undefined>(undefined);
  protected readonly path = computed(() => folderOf(this.folder()));
  /** The folder to which the search is or can be limited; empty where there is none. */
  protected readonly near = computed(() => this.path() || this.#context.folder());
  protected readonly nearName = computed(() => nameOf(this.near()) || filesText.noName);
  readonly #hidden = inject(FILE_ACTIONS).hidden;
  protected readonly shown = computed(() => {
    const [entries, hidden, order] = [this.results.entries(), this.#hidden(), this.order()];
    const present = hidden.size === 0 ? entries : entries.filter(({ path }) => !hidden.has(path));
    return order ? sortEntries(present, order) : present;
  });
  protected readonly scope = computed((): ActionScope => {
    const all = this.shown();
    const selected = this.selection.isEmpty() ? [] : all.filter(({ path }) => this.selection.has(path));
    return { folder: undefined, all, selected };
  });
  /** What is selected; nothing when nothing is. */
  readonly target = computed(() => targetOf(theSelection, this.scope()));
  protected readonly summary = computed(() =>
    this.text.summary(this.results.state().kind, this.results.searchedCount(), this.shown().length),
  );
  readonly #context = inject(SearchContext);
  readonly #router = inject(Router);
  readonly #table = inject(FILE_ACTION_TABLE);
  readonly #document = inject(DOCUMENT);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly list = viewChild(ResultList);
  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');

  constructor() {
    effect(() => {
      const query = { text: this.searched(), folder: this.path() };
      untracked(() => this.#begin(query));
    });
    effect(() => {
      if (this.#context.wantsFocus() && this.list()) requestAnimationFrame(() => this.#focusMatches());
    });
    const { deleted, restored, renamed, copied, outdated } = inject(FILE_ACTIONS);
    deleted.pipe(takeUntilDestroyed()).subscribe((paths) => this.results.drop(paths));
    restored.pipe(takeUntilDestroyed()).subscribe((paths) => this.results.restore(paths));
    renamed.pipe(takeUntilDestroyed()).subscribe((entries) => this.results.rename(entries));
    copied.pipe(takeUntilDestroyed()).subscribe((file) => this.results.copied(file));
    outdated.pipe(takeUntilDestroyed()).subscribe(() => void this.results.refresh());
  }

  protected limit(folder: string): void {
    const queryParams = { text: this.searched(), folder: folderParam(folder) };
    void this.#router.navigate(['/search'], { queryParams, replaceUrl: true });
  }

  protected retry(): void {
    if (this.results.state().kind === 'failed') void this.results.goOn();
  }

  /** Moves the focus to the matches, or to where they would be. */
  focusList(): void {
    const list = this.list();
    if (list) list.focusActive();
    else this.card().nativeElement.focus();
  }

  protected clearSelection(): void {
    this.selection.clear();
    this.#keepFocus();
  }

  protected do(chosen: ChosenAction): void {
    const target = targetOf(chosen.subject, this.scope());
    selectFor(chosen, this.selection);
    this.#run(chosen.action, target);
  }

  /** Handles keys for the selection, wherever the focus is in the page. The list has handled its own. */
  protected pressed(event: KeyboardEvent): void {
    const isHere =
      event.target === this.#document.body || (event.target instanceof Node && this.#host.contains(event.target));
    if (event.defaultPrevented || !isHere || event.key === 'Enter') return;
    const chosen = chosenByKey(this.#table, event, [theSelection], this.scope());
    if (!chosen) return;
    event.preventDefault();
    this.do(chosen);
  }

  #run(action: FileAction, target: ActionTarget): void {
    if (!action.offers(target)) return;
    if (action.group === 'remove') this.selection.clear();
    void action.run(target);
    this.#keepFocus();
  }

  #keepFocus(): void {
    keepFocus(this.#document, () => this.focusList());
  }

  #begin(query: { text: string; folder: string }): void {
    this.selection.clear();
    this.order.set(undefined);
    void this.results.search(query);
  }

  #focusMatches(): void {
    this.#context.focusMatches(false);
    this.list()?.focusActive();
  }
}
