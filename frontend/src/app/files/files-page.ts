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
import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import { filesText } from '../text/files-text.ts';
import { text } from '../text/text.ts';
import { Breadcrumbs } from './breadcrumbs.ts';
import { isPreviewable, type Entry } from './entry.ts';
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
  /** The folder above this one, for a link to it. */
  protected readonly parent = computed(() => folderParam(foldersTo(this.folder()).at(-2) ?? ''));
  readonly #dialogs = inject(LazyDialogs);
  readonly #document = inject(DOCUMENT);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  #isLeft = false;
  private readonly list = viewChild(FileList);
  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => (this.#isLeft = true));
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
    const { stored, deleted, outdated } = this.actions;
    stored
      .pipe(
        filter((path) => path.startsWith(this.folder())),
        paced,
        takeUntilDestroyed(destroyed),
      )
      .subscribe(() => this.listing.refresh());
    deleted.pipe(takeUntilDestroyed(destroyed)).subscribe((paths) => this.listing.drop(paths));
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

  protected async open(entry: Entry): Promise<void> {
    if (!isPreviewable(entry.name)) return this.actions.download([entry.path]);
    await this.#dialogs.open(
      async () => (await loadCode(() => import('./preview-dialog.ts'))).PreviewDialog,
      {
        data: { name: entry.name, path: entry.path, download: () => void this.actions.download([entry.path]) },
        maxWidth: '96vw',
        maxHeight: '96dvh',
        autoFocus: 'dialog',
      },
      // A page that was left while the dialog was loading must not open it over the next one.
      () => !this.#isLeft,
    );
  }

  protected download(): void {
    this.view.withSelected((files) => void this.actions.download(files.map(({ path }) => path)));
  }

  /** Deletes the selected files. The focus moves to the row that takes their place, or to the list when it is empty. */
  protected delete(): void {
    this.view.withSelected((files) => {
      this.view.clearSelection();
      this.actions.delete(files.map(({ path, etag }) => ({ path, etag })));
      requestAnimationFrame(() => this.focusList());
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
