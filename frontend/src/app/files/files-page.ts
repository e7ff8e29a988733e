import { DOCUMENT } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { NavigationStart, Router, RouterLink } from '@angular/router';
import { filter, throttle, timer } from 'rxjs';

import { parentOf } from '../format/name-of.ts';
import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { text } from '../text/text.ts';
import { chosenByKey, isKey } from './actions/action-keys.ts';
import { selectFor, targetOf, theFolder, theSelection, type ChosenAction } from './actions/action-subject.ts';
import { unlessFilesArePasted } from './actions/after-paste.ts';
import { FILE_ACTION_TABLE, type ActionTarget, type FileAction } from './actions/file-action.ts';
import { Breadcrumbs } from './breadcrumbs.ts';
import { FILE_ACTIONS, type RenamedEntry } from './file-actions.ts';
import type { EntryList } from './entry-list.ts';
import { FileGrid } from './file-grid.ts';
import { FileList } from './file-list.ts';
import { FilterField } from './filter-field.ts';
import { FolderListing } from './folder-listing.ts';
import { FolderMessage } from './folder-message.ts';
import { folderParam, foldersTo } from './folder-path.ts';
import { FolderView } from './folder-view.ts';
import { keepFocus } from './keep-focus.ts';
import { matchesMedia, phone } from './media.ts';
import { rememberedPlace, rememberPlace } from './place-memory.ts';
import type { ListPlace } from './row-anchor.ts';
import { SelectionBar } from './selection-bar.ts';
import type { ListView } from './view-memory.ts';
import { ViewMenu } from './view-menu.ts';
import { ViewSwitch } from './view-switch.ts';

/** The page of one folder: its path, its content and the actions on its files. */
@Component({
  selector: 'airlock-files-page',
  imports: [
    Breadcrumbs,
    FileGrid,
    FileList,
    FilterField,
    FolderMessage,
    Icon,
    MatButton,
    MatIconButton,
    RouterLink,
    SelectionBar,
    ViewMenu,
    ViewSwitch,
  ],
  providers: [FolderListing, FolderView],
  templateUrl: './files-page.html',
  styleUrls: ['./list-page.scss', './files-page.scss'],
  host: {
    '(document:visibilitychange)': 'lookAgain()',
    '(window:pagehide)': 'rememberPlace()',
    '(document:keydown)': 'pressed($event)',
  },
})
export class FilesPage {
  /** Path of the folder with its slash; empty for the top folder. */
  readonly folder = input.required<string>();

  protected readonly text = filesText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly listing = inject(FolderListing);
  protected readonly view = inject(FolderView);
  protected readonly place = signal<ListPlace | undefined>(undefined);
  /** What is selected, or the folder when nothing is. */
  readonly target = computed(() => {
    const scope = this.view.scope();
    return targetOf(scope.selected.length > 0 ? theSelection : theFolder, scope);
  });
  /** Pastes into the folder; `undefined` while there is nothing to paste. An empty folder has no row whose menu could do it. */
  protected readonly paste = computed((): ChosenAction | undefined => {
    const target = targetOf(theFolder, this.view.scope());
    const action = this.#table.find((it) => it.id === 'paste' && it.offers(target));
    return action && { action, subject: theFolder };
  });
  /** The folder above this one, for a link to it. */
  protected readonly parent = computed(() => folderParam(foldersTo(this.folder()).at(-2) ?? ''));
  /** Path of what gets the focus once the list has it. */
  protected readonly wanted = signal<string | undefined>(undefined);
  protected readonly isPhone = matchesMedia(phone);
  protected readonly isSelecting = computed(() => this.view.selected().length > 0);
  /** Whether the filter can be seen. On a phone it takes room only while somebody needs it. */
  protected readonly hasFilter = computed(() => !this.isPhone() || this.#isFiltering() || this.view.query() !== '');
  readonly #isFiltering = signal(false);
  readonly #injector = inject(Injector);
  readonly #table = inject(FILE_ACTION_TABLE);
  readonly #document = inject(DOCUMENT);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly list = viewChild<EntryList>('list');
  private readonly filter = viewChild<FilterField>('field');
  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');

  constructor() {
    const destroyed = inject(DestroyRef);
    effect(() => {
      const folder = this.folder();
      untracked(() => this.#open(folder));
    });
    effect(() => {
      // The focus waits where the list was empty. It goes into the list once there is one, as after an undo.
      const isWaiting =
        this.list() !== undefined && this.#document.activeElement === untracked(this.card).nativeElement;
      if (isWaiting) requestAnimationFrame(() => this.focusList());
    });
    const paced = throttle(() => timer(this.listing.restMs()), { leading: true, trailing: true });
    const { stored, deleted, renamed, created, outdated } = inject(FILE_ACTIONS);
    stored
      .pipe(
        filter((path) => path.startsWith(this.folder())),
        paced,
        takeUntilDestroyed(destroyed),
      )
      .subscribe(() => this.listing.refresh());
    deleted.pipe(takeUntilDestroyed(destroyed)).subscribe((paths) => this.view.drop(paths));
    renamed.pipe(takeUntilDestroyed(destroyed)).subscribe((entries) => this.#rename(entries));
    created.pipe(takeUntilDestroyed(destroyed)).subscribe((path) => this.#show(path));
    outdated.pipe(takeUntilDestroyed(destroyed)).subscribe(() => this.listing.refresh());
    inject(Router)
      .events.pipe(takeUntilDestroyed(destroyed))
      .subscribe((event) => {
        // When the person goes back, the history has gone back already.
        if (event instanceof NavigationStart && event.navigationTrigger === 'imperative') this.rememberPlace();
      });
  }

  focusList(): void {
    const list = this.list();
    if (list) list.focusActive();
    else this.card().nativeElement.focus();
  }

  /** Handles keys for the selection and the folder, wherever the focus is in the page. The list has handled its own. */
  protected pressed(event: KeyboardEvent): void {
    const { body, defaultView } = this.#document;
    const isHere = event.target === body || (event.target instanceof Node && this.#host.contains(event.target));
    if (event.defaultPrevented || !isHere || !defaultView || event.key === 'Enter') return;
    // An action that needs no entries, such as paste, is for the folder when nothing is selected.
    const subjects = this.view.selection.isEmpty() ? [theFolder] : [theSelection, theFolder];
    const chosen = chosenByKey(this.#table, event, subjects, this.view.scope());
    if (!chosen) return;
    if (isKey(event, 'Ctrl+V')) {
      unlessFilesArePasted(defaultView, () => this.do(chosen));
    } else {
      event.preventDefault();
      this.do(chosen);
    }
  }

  protected showAs(view: Partial<ListView>): void {
    this.place.set(this.list()?.currentPlace());
    this.view.show({ ...this.view.view(), ...view });
  }

  /** Shows the filter with the focus in it, or takes it away with what was typed. */
  protected toggleFilter(): void {
    this.#isFiltering.set(!this.hasFilter());
    if (this.#isFiltering()) afterNextRender(() => this.filter()?.focus(), { injector: this.#injector });
    else this.view.search('');
  }

  protected lookAgain(): void {
    if (this.#document.visibilityState === 'visible') this.listing.refreshIfStale();
  }

  protected rememberPlace(): void {
    const { defaultView } = this.#document;
    if (defaultView) rememberPlace(defaultView, this.list()?.currentPlace());
  }

  /** Does what a person chose. On a selection that has not been loaded yet, when it has been. */
  protected do(chosen: ChosenAction): void {
    const { action, subject } = chosen;
    const target = targetOf(subject, this.view.scope());
    selectFor(chosen, this.view.selection);
    if (subject.kind !== 'selection') this.#run(action, target);
    else this.view.withSelected((entries) => this.#run(action, { ...target, all: this.view.shown(), entries }));
  }

  protected clearSelection(): void {
    this.view.clearSelection();
    keepFocus(this.#document, () => this.focusList());
  }

  #run(action: FileAction, target: ActionTarget): void {
    if (!action.offers(target)) return;
    if (action.group === 'remove') this.view.clearSelection();
    void action.run(target);
    keepFocus(this.#document, () => this.focusList());
  }

  #rename(entries: readonly RenamedEntry[]): void {
    const active = this.list()?.activePath();
    const path = entries.find(({ from }) => from === active)?.to;
    this.view.rename(entries);
    if (path !== undefined) this.wanted.set(path);
  }

  #show(path: string): void {
    if (parentOf(path) !== this.folder()) return;
    this.wanted.set(path);
    this.listing.refresh();
  }

  #open(folder: string): void {
    // The link that was followed disappears with the old list, so the focus moves to the new list.
    const wasInside = this.#host.contains(this.#document.activeElement);
    const { defaultView } = this.#document;
    this.wanted.set(undefined);
    this.#isFiltering.set(false);
    this.place.set(defaultView ? rememberedPlace(defaultView) : undefined);
    void this.view.open(folder).then(() => {
      if (wasInside) requestAnimationFrame(() => this.focusList());
    });
  }
}
