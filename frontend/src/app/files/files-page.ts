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
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { throttleTime } from 'rxjs';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { Breadcrumbs } from './breadcrumbs.ts';
import { isPreviewable, type Entry } from './entry.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { FileList } from './file-list.ts';
import { FolderListing } from './folder-listing.ts';
import { FolderMessage } from './folder-message.ts';
import { Selection } from './selection.ts';
import { SelectionBar } from './selection-bar.ts';
import { sortEntries, type SortOrder } from './sort-entries.ts';

/** Time between two reloads of the list while many uploads end. */
const refreshMs = 1_500;

/** The page of one folder: its path, its content and the actions on its files. */
@Component({
  selector: 'airlock-files-page',
  imports: [Breadcrumbs, FileList, FolderMessage, Icon, MatButton, MatIconButton, SelectionBar],
  providers: [FolderListing],
  templateUrl: './files-page.html',
  styleUrl: './files-page.scss',
})
export class FilesPage {
  readonly folder = input.required<string>();

  protected readonly text = text.files;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly actions = inject(FILE_ACTIONS);
  protected readonly listing = inject(FolderListing);
  protected readonly selection = new Selection();
  protected readonly query = signal('');
  /** The order that the person chose. While it is `undefined`, a folder in pages keeps the order of the server. */
  protected readonly chosenOrder = signal<SortOrder | undefined>(undefined);
  protected readonly order = computed<SortOrder>(
    () => this.chosenOrder() ?? { column: 'name', direction: 'ascending' },
  );
  protected readonly present = computed(() => {
    const hidden = this.actions.hidden();
    return this.listing.entries().filter(({ path }) => !hidden.has(path));
  });
  protected readonly shown = computed(() => {
    const query = this.query().normalize('NFC').toLocaleLowerCase();
    const found =
      query === '' ? this.present() : this.present().filter(({ name }) => name.toLocaleLowerCase().includes(query));
    return this.#isServerOrder() ? found : sortEntries(found, this.order());
  });
  protected readonly summary = computed(() => {
    if (this.query() !== '') return this.text.found(this.shown().length);
    const folders = this.shown().filter(({ kind }) => kind === 'folder').length;
    return this.text.summary(folders, this.shown().length - folders);
  });
  protected readonly selectedFiles = computed(() => {
    const selected = this.selection.paths();
    return this.present().flatMap((entry) => (entry.kind === 'file' && selected.has(entry.path) ? [entry] : []));
  });
  protected readonly selectedPaths = computed(() => this.selectedFiles().map(({ path }) => path));
  /**
   * Whether rows stay in the order of the server: rows that were loaded in pages must not jump when the last page
   * arrives.
   */
  readonly #isServerOrder = computed(() => {
    const state = this.listing.state();
    const inPages = state.kind === 'loaded' && (state.pages > 1 || state.cursor !== undefined);
    return inPages && this.chosenOrder() === undefined;
  });
  readonly #dialog = inject(MatDialog);
  #isLeft = false;
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly list = viewChild(FileList);
  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => (this.#isLeft = true));
    effect(() => {
      const folder = this.folder();
      untracked(() => this.#open(folder));
    });
    const paced = throttleTime(refreshMs, undefined, { leading: false, trailing: true });
    this.actions.stored.pipe(paced, takeUntilDestroyed(destroyed)).subscribe(() => void this.listing.refresh());
    this.actions.deleted.pipe(takeUntilDestroyed(destroyed)).subscribe((path) => this.listing.drop(path));
    this.actions.outdated.pipe(takeUntilDestroyed(destroyed)).subscribe(() => void this.listing.refresh());
  }

  focusList(): void {
    const list = this.list();
    if (list) list.focusActive();
    else this.card().nativeElement.focus();
  }

  protected search(query: string): void {
    this.query.set(query);
    this.selection.clear();
    if (query !== '') void this.listing.rest();
  }

  protected sort(order: SortOrder): void {
    this.chosenOrder.set(order);
    void this.listing.rest();
  }

  protected async open(entry: Entry): Promise<void> {
    if (!isPreviewable(entry.name)) return this.download([entry.path]);
    const { PreviewDialog } = await import('./preview-dialog.ts');
    // A page that was left while the dialog was loading must not open it over the next one.
    if (this.#isLeft) return;
    const config = Object.assign(new MatDialogConfig(), {
      data: { name: entry.name, path: entry.path, download: () => void this.download([entry.path]) },
      maxWidth: '96vw',
      maxHeight: '96dvh',
      autoFocus: 'dialog',
    });
    this.#dialog.open(PreviewDialog, config);
  }

  protected download(paths: readonly string[]): Promise<void> {
    return this.actions.download(paths);
  }

  /** Deletes the selected files. The focus moves to the row that takes their place, or to the list when it is empty. */
  protected delete(): void {
    const files = this.selectedFiles();
    if (files.length === 0) return;
    this.selection.clear();
    this.actions.delete(files.map(({ path, etag }) => ({ path, etag })));
    requestAnimationFrame(() => this.focusList());
  }

  #open(folder: string): void {
    this.query.set('');
    this.selection.clear();
    // The link that was followed disappears with the old list, so the focus moves to the new list.
    const wasInside = this.#host.contains(document.activeElement);
    void this.listing.open(folder).then(() => {
      if (wasInside) requestAnimationFrame(() => this.focusList());
    });
  }
}
