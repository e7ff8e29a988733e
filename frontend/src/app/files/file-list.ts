import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, ElementRef, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem } from '@angular/material/menu';
import { Router } from '@angular/router';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import type { Entry } from './entry.ts';
import { FileRow } from './file-row.ts';
import { rowAfterKey, scrollToRow } from './row-keys.ts';
import type { Selection } from './selection.ts';
import { nextOrder, type SortColumn, type SortOrder } from './sort-entries.ts';

/** Height of a row in CSS pixels; the style sheet has the same number. */
const rowHeight = 60;
/** `aria-rowindex` of the first row. It counts from 1 and includes the head. */
const firstRowIndex = 2;
/** The next page is requested when fewer than this number of rows are left below. */
const rowsAhead = 40;

/** The list of a folder. It can be sorted, selected, used with the keyboard alone, and may have any length. */
@Component({
  selector: 'airlock-file-list',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    FileRow,
    Icon,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
  ],
  templateUrl: './file-list.html',
  styleUrl: './file-list.scss',
})
export class FileList {
  readonly entries = input.required<readonly Entry[]>();
  readonly selection = input.required<Selection>();
  readonly order = input.required<SortOrder>();
  readonly orderChanged = output<SortOrder>();
  readonly opened = output<Entry>();
  readonly downloaded = output<string>();
  /** Emits the path of a file whose versions are to be shown. */
  readonly versions = output<string>();
  readonly deleted = output();
  /** Emits when the end of the list is near. */
  readonly nearEnd = output();

  protected readonly text = text.files;
  protected readonly rowHeight = rowHeight;
  protected readonly columns: readonly SortColumn[] = ['name', 'sizeBytes', 'modifiedAt'];
  protected readonly files = computed(() =>
    this.entries().flatMap((entry) => (entry.kind === 'file' ? [entry.path] : [])),
  );
  protected readonly selected = computed(() => this.selection().paths());
  protected readonly allSelected = computed(
    () => this.files().length > 0 && this.selected().size === this.files().length,
  );
  /**
   * Index of the row that Tab reaches. It follows its entry when the order changes, and stays near when the entry
   * disappears.
   */
  protected readonly active = linkedSignal<readonly Entry[], number>({
    source: this.entries,
    computation: (entries, previous) => {
      const path = previous?.source[previous.value]?.path;
      const found = entries.findIndex((entry) => entry.path === path);
      return found >= 0 ? found : Math.min(previous?.value ?? 0, Math.max(0, entries.length - 1));
    },
  });
  private readonly viewport = viewChild.required(CdkVirtualScrollViewport);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #router = inject(Router);

  protected readonly trackPath = (_index: number, entry: Entry) => entry.path;

  protected sortBy(column: SortColumn): void {
    this.orderChanged.emit(nextOrder(this.order(), column));
  }

  protected ariaSort(column: SortColumn): 'ascending' | 'descending' | 'none' {
    return this.order().column === column ? this.order().direction : 'none';
  }

  protected toggleAll(): void {
    if (this.allSelected()) this.selection().clear();
    else this.selection().all(this.files());
  }

  protected scrolled(first: number): void {
    const shown = Math.ceil(this.viewport().getViewportSize() / rowHeight);
    if (first + shown + rowsAhead >= this.entries().length) this.nearEnd.emit();
  }

  protected clicked({ target, shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const row = target instanceof Element ? target.closest('[role=row]') : null;
    const index = Number(row?.getAttribute('aria-rowindex')) - firstRowIndex;
    const entry = this.entries()[index];
    if (!entry) return;
    this.active.set(index);
    if (entry.kind === 'folder') return;
    if (shiftKey) this.selection().rangeTo(entry.path, this.files());
    else if (ctrlKey || metaKey) this.selection().toggle(entry.path);
    else this.selection().only(entry.path);
  }

  protected checked(index: number, event: MouseEvent): void {
    this.active.set(index);
    const path = this.entries()[index]?.path ?? '';
    if (event.shiftKey) this.selection().rangeTo(path, this.files());
    else this.selection().toggle(path);
    // The browser has already changed the box, but after a range selection it may have to stay as it was.
    if (event.target instanceof HTMLInputElement) event.target.checked = this.selection().paths().has(path);
  }

  protected pressed(event: KeyboardEvent): void {
    const pageRows = Math.floor(this.viewport().getViewportSize() / rowHeight);
    const target = rowAfterKey(event.key, this.active(), this.entries().length, pageRows);
    if (target !== undefined) this.#moveTo(target, event.shiftKey);
    else if (!this.#act(event)) return;
    event.preventDefault();
  }

  /** Handles the other keys. Returns `false` when the key has no meaning here. */
  #act(event: KeyboardEvent): boolean {
    const entry = this.entries()[this.active()];
    const onRow = event.target instanceof HTMLElement && event.target.role === 'row';
    if (event.key === 'Escape') this.selection().clear();
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.selection().all(this.files());
    else if (event.key === 'Delete') this.deleted.emit();
    else if (event.key === ' ' && onRow && entry?.kind === 'file') this.selection().toggle(entry.path);
    else if (event.key === 'Enter' && onRow && entry) this.#open(entry);
    else return false;
    return true;
  }

  #open(entry: Entry): void {
    if (entry.kind === 'file') this.opened.emit(entry);
    else void this.#router.navigate(['/files'], { queryParams: { folder: entry.path } });
  }

  #moveTo(index: number, extend: boolean): void {
    const entry = this.entries()[index];
    if (extend && entry?.kind === 'file') this.selection().rangeTo(entry.path, this.files());
    this.active.set(index);
    scrollToRow(this.viewport(), index, rowHeight);
    // A row outside the viewport is rendered only after the scroll.
    requestAnimationFrame(() => this.focusActive());
  }

  focusActive(): void {
    this.#host.nativeElement.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
  }
}
