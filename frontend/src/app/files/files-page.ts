import { DOCUMENT } from '@angular/common';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { NavigationStart, Router, RouterLink } from '@angular/router';
import { filter, throttle, timer } from 'rxjs';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { text } from '../text/text.ts';
import { targetOf, theFolder, theSelection, type ChosenAction } from './actions/action-subject.ts';
import type { ActionTarget, FileAction } from './actions/file-action.ts';
import { Breadcrumbs } from './breadcrumbs.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { FileList } from './file-list.ts';
import { FolderListing } from './folder-listing.ts';
import { FolderMessage } from './folder-message.ts';
import { folderParam, foldersTo } from './folder-path.ts';
import { FolderView } from './folder-view.ts';
import { rememberedPlace, rememberPlace } from './place-memory.ts';
import type { ListPlace } from './row-anchor.ts';
import { SelectionBar } from './selection-bar.ts';

/** The page of one folder: its path, its content and the actions on its files. */
@Component({
  selector: 'airlock-files-page',
  imports: [Breadcrumbs, FileList, FolderMessage, Icon, MatButton, MatIconButton, RouterLink, SelectionBar],
  providers: [FolderListing, FolderView],
  templateUrl: './files-page.html',
  styleUrl: './files-page.scss',
  host: { '(document:visibilitychange)': 'lookAgain()', '(window:pagehide)': 'rememberPlace()' },
})
export class FilesPage {
  /** Path of the folder with its slash; empty for the top folder. */
  readonly folder = input.required<string>();

  protected readonly text = filesText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly actions = inject(FILE_ACTIONS);
  protected readonly listing = inject(FolderListing);
  protected readonly view = inject(FolderView);
  protected readonly place = signal<ListPlace | undefined>(undefined);
  /** What is selected, or the folder when nothing is. */
  readonly target = computed(() => {
    const scope = this.view.scope();
    return targetOf(scope.selected.length > 0 ? theSelection : theFolder, scope);
  });
  /** The folder above this one, for a link to it. */
  protected readonly parent = computed(() => folderParam(foldersTo(this.folder()).at(-2) ?? ''));
  readonly #document = inject(DOCUMENT);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly list = viewChild(FileList);
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
    const { stored, deleted, renamed, outdated } = this.actions;
    stored
      .pipe(
        filter((path) => path.startsWith(this.folder())),
        paced,
        takeUntilDestroyed(destroyed),
      )
      .subscribe(() => this.listing.refresh());
    deleted.pipe(takeUntilDestroyed(destroyed)).subscribe((paths) => this.view.drop(paths));
    renamed.pipe(takeUntilDestroyed(destroyed)).subscribe((entries) => this.view.rename(entries));
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

  protected lookAgain(): void {
    if (this.#document.visibilityState === 'visible') this.listing.refreshIfStale();
  }

  protected rememberPlace(): void {
    const { defaultView } = this.#document;
    if (defaultView) rememberPlace(defaultView, this.list()?.currentPlace());
  }

  /** Does what a person chose. On a selection that has not been loaded yet, when it has been. */
  protected do({ action, subject }: ChosenAction): void {
    const target = targetOf(subject, this.view.scope());
    if (subject.kind !== 'selection') this.#run(action, target);
    else this.view.withSelected((entries) => this.#run(action, { ...target, all: this.view.shown(), entries }));
  }

  protected clearSelection(): void {
    this.view.clearSelection();
    this.#keepFocus();
  }

  #run(action: FileAction, target: ActionTarget): void {
    if (!action.offers(target)) return;
    if (action.group === 'remove') this.view.clearSelection();
    void action.run(target);
    this.#keepFocus();
  }

  /** Moves the focus into the list when what had it is gone: a row, or a button of the selection. */
  #keepFocus(patience = 3): void {
    requestAnimationFrame(() => {
      if (this.#document.activeElement === this.#document.body) this.focusList();
      else if (patience > 0) this.#keepFocus(patience - 1);
    });
  }

  #open(folder: string): void {
    // The link that was followed disappears with the old list, so the focus moves to the new list.
    const wasInside = this.#host.contains(this.#document.activeElement);
    const { defaultView } = this.#document;
    this.place.set(defaultView ? rememberedPlace(defaultView) : undefined);
    void this.view.open(folder).then(() => {
      if (wasInside) requestAnimationFrame(() => this.focusList());
    });
  }
}
