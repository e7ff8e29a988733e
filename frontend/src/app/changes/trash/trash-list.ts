import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, ElementRef, inject, input, linkedSignal, output, viewChild } from '@angular/core';

import { rowAfterKey, scrollToRow } from '../../files/row-keys.ts';
import type { Selection } from '../../files/selection.ts';
import { nextOrder, type SortColumn, type SortOrder } from '../../files/sort-entries.ts';
import { Icon } from '../../icons/icon.ts';
import { trashText } from '../../text/trash-text.ts';
import type { TrashEntry } from './trash-entry.ts';
import { TrashRow } from './trash-row.ts';

/** Height of a row in CSS pixels; the style sheet has the same number. */
const rowHeight = 72;
/** `aria-rowindex` of the first row. It counts from 1 and includes the head. */
const firstRowIndex = 2;

/** The list of deleted files. It is sorted, selected and used with the keyboard like the list of a folder. */
@Component({
  selector: 'airlock-trash-list',
  imports: [CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport, Icon, TrashRow],
  templateUrl: './trash-list.html',
  styleUrls: ['../../files/file-list.scss', './trash-list.scss'],
})
export class TrashList {
  readonly entries = input.required<readonly TrashEntry[]>();
  readonly selection = input.required<Selection>();
  readonly order = input.required<SortOrder | undefined>();
  readonly orderChanged = output<SortOrder>();
  readonly restored = output<readonly TrashEntry[]>();
  /** Emits when the Delete key is pressed. */
  readonly purged = output();

  protected readonly text = trashText;
  protected readonly rowHeight = rowHeight;
  protected readonly columns: readonly SortColumn[] = ['name', 'sizeBytes', 'modifiedAt'];
  protected readonly paths = computed(() => this.entries().map(({ path }) => path));
  protected readonly selected = computed(() => this.selection().paths());
  protected readonly allSelected = computed(
    () => this.entries().length > 0 && this.paths().every((path) => this.selected().has(path)),
  );
  /** Index of the row that Tab reaches. It follows its entry, and stays near when the entry disappears. */
  protected readonly active = linkedSignal<readonly TrashEntry[], number>({
    source: this.entries,
    computation: (entries, previous) => {
      const path = previous?.source[previous.value]?.path;
      const found = entries.findIndex((entry) => entry.path === path);
      return found >= 0 ? found : Math.min(previous?.value ?? 0, Math.max(0, entries.length - 1));
    },
  });
  private readonly viewport = viewChild.required(CdkVirtualScrollViewport);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly trackPath = (_index: number, entry: TrashEntry) => entry.path;

  focusActive(): void {
    this.#host.nativeElement.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
  }

  protected sortBy(column: SortColumn): void {
    this.orderChanged.emit(nextOrder(this.order() ?? { column: 'name', direction: 'descending' }, column));
  }

  protected ariaSort(column: SortColumn): 'ascending' | 'descending' | 'none' {
    const order = this.order();
    return order?.column === column ? order.direction : 'none';
  }

  protected toggleAll(): void {
    if (this.allSelected()) this.selection().clear();
    else this.selection().all(this.paths());
  }

  protected clicked({ target, shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const row = target instanceof Element ? target.closest('[role=row]') : null;
    const index = Number(row?.getAttribute('aria-rowindex')) - firstRowIndex;
    const entry = this.entries()[index];
    if (!entry) return;
    this.active.set(index);
    if (shiftKey) this.selection().rangeTo(entry.path, this.paths());
    else if (ctrlKey || metaKey) this.selection().toggle(entry.path);
    else this.selection().only(entry.path);
  }

  protected checked(index: number, event: MouseEvent): void {
    this.active.set(index);
    const path = this.entries()[index]?.path ?? '';
    if (event.shiftKey) this.selection().rangeTo(path, this.paths());
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
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) this.selection().all(this.paths());
    else if (event.key === 'Delete') this.purged.emit();
    else if (event.key === ' ' && onRow && entry) this.selection().toggle(entry.path);
    else return false;
    return true;
  }

  #moveTo(index: number, extend: boolean): void {
    const entry = this.entries()[index];
    if (extend && entry) this.selection().rangeTo(entry.path, this.paths());
    this.active.set(index);
    scrollToRow(this.viewport(), index, rowHeight);
    // A row outside the viewport is rendered only after the scroll.
    requestAnimationFrame(() => this.focusActive());
  }
}
