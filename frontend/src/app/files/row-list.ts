import { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import {
  afterRenderEffect,
  computed,
  Directive,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
  viewChild,
} from '@angular/core';

import { ListFocus } from './list-focus.ts';
import type { ListGeometry } from './list-geometry.ts';
import { placeIn, RowAnchor, type ListPlace } from './row-anchor.ts';
import { rowAfterKey, scrollToRow } from './row-keys.ts';
import type { Selection } from './selection.ts';
import { nextOrder, type SortColumn, type SortOrder } from './sort-entries.ts';
import { isTyped, TypeAhead } from './type-ahead.ts';

/** `aria-rowindex` of the first row. It counts from 1 and includes the head. */
const firstRowIndex = 2;

/** A list of rows that can be sorted, selected and used with the keyboard alone, and may have any length. */
@Directive()
export abstract class RowList<TEntry extends { readonly path: string; readonly name: string }> {
  readonly entries = input.required<readonly TEntry[]>();
  readonly selection = input.required<Selection>();
  /** The order of the rows; `undefined` while they keep the order of the server. */
  readonly order = input.required<SortOrder | undefined>();
  readonly orderChanged = output<SortOrder>();
  /** Whether the entries are all of the list, and not only what has been loaded so far. */
  readonly isComplete = input(true);
  /** Where a person was in this list before; it is scrolled there once that row has been loaded. */
  readonly place = input<ListPlace>();

  /** Height of a row in CSS pixels; the style sheet has the same number. */
  protected abstract readonly rowHeight: number;
  /** Matches the element of an item. */
  protected readonly itemSelector: string = '[role=row][aria-rowindex]';
  /** Paths of the rows that can be selected. */
  protected readonly selectable = computed(() =>
    this.entries().flatMap((entry) => (this.canSelect(entry) ? [entry.path] : [])),
  );
  protected readonly allSelected = computed(() => {
    const state = this.selection().state();
    const shown = this.selectable();
    if (shown.length === 0) return false;
    return state.kind === 'all' ? state.except.size === 0 : shown.every((path) => state.paths.has(path));
  });
  protected readonly rowCount = computed(() => (this.isComplete() ? this.entries().length + 1 : -1));
  /**
   * Index of the row that Tab reaches. It follows its entry when the order changes, and stays near when the entry
   * disappears.
   */
  protected readonly active = linkedSignal<readonly TEntry[], number>({
    source: this.entries,
    computation: (entries, previous) => {
      const path = this.#placedRow() ?? previous?.source[previous.value]?.path;
      const found = entries.findIndex((entry) => entry.path === path);
      return found >= 0 ? found : Math.min(previous?.value ?? 0, Math.max(0, entries.length - 1));
    },
  });
  protected readonly viewport = viewChild.required(CdkVirtualScrollViewport);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #anchor = new RowAnchor();
  readonly #focus = new ListFocus(this.#host.nativeElement);
  readonly #typeAhead = new TypeAhead();
  #orderBefore: SortOrder | undefined;
  /** Whether the person has moved since the list was opened: what is remembered of an earlier visit then says nothing. */
  #hasMoved = false;

  constructor() {
    afterRenderEffect(() => {
      const [entries, geometry] = [this.entries(), this.geometry()];
      untracked(() => this.#keepPlace(entries, geometry));
    });
  }

  protected readonly trackPath = (_index: number, entry: TEntry) => entry.path;

  /** Whether the row of an entry can be selected. */
  protected abstract canSelect(entry: TEntry): boolean;

  /** Moves the focus to the row that Tab reaches. */
  focusActive(patience = 5): void {
    const row = this.#host.nativeElement.querySelector<HTMLElement>(`${this.itemSelector}[tabindex="0"]`);
    row?.focus();
    // A row outside the viewport is rendered some frames after the scroll.
    if (!row && patience > 0) requestAnimationFrame(() => this.focusActive(patience - 1));
  }

  /** Returns where the person is in the list; `undefined` at its top. */
  currentPlace(): ListPlace | undefined {
    return placeIn(this.viewport(), this.entries(), this.active(), this.geometry());
  }

  #keepPlace(entries: readonly TEntry[], geometry: ListGeometry): void {
    if (this.order() !== this.#orderBefore) this.#anchor.forget();
    this.#orderBefore = this.order();
    const place = this.#hasMoved ? undefined : this.place();
    this.#anchor.follow(this.viewport(), entries, geometry, place);
    if (this.#focus.isLost()) this.focusActive();
  }

  /** The row that Tab reached when the person was here before. */
  #placedRow(): string | undefined {
    if (this.#hasMoved) return undefined;
    const path = untracked(this.place)?.active;
    return this.entries().some((entry) => entry.path === path) ? path : undefined;
  }

  protected isSelected(entry: TEntry): boolean {
    return this.canSelect(entry) && this.selection().has(entry.path);
  }

  protected sortBy(column: SortColumn): void {
    this.orderChanged.emit(nextOrder(this.order() ?? { column: 'name', direction: 'descending' }, column));
  }

  protected toggleAll(): void {
    if (this.allSelected()) this.selection().clear();
    else this.selection().all();
  }

  protected clicked(event: MouseEvent): void {
    const entry = this.reached(event);
    if (entry) this.#select(entry, event);
  }

  /** Returns the entry whose item an event is about, which is the active one from then on. */
  protected reached({ target }: Event): TEntry | undefined {
    const item = target instanceof Element ? target.closest(this.itemSelector) : null;
    const index = item ? this.indexOf(item) : -1;
    const entry = this.entries()[index];
    if (!entry) return undefined;
    this.#hasMoved = true;
    this.active.set(index);
    return entry;
  }

  /** Number of items in a line. */
  protected perRow(): number {
    return 1;
  }

  /** Returns the index of the entry that an item shows. */
  protected indexOf(item: Element): number {
    return Number(item.getAttribute('aria-rowindex')) - firstRowIndex;
  }

  protected geometry(): ListGeometry {
    const { rowHeight, itemSelector: selector } = this;
    return { rowHeight, perRow: this.perRow(), selector, indexOf: (item) => this.indexOf(item) };
  }

  #select(entry: TEntry, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    if (!this.canSelect(entry)) return;
    if (shiftKey) this.selection().rangeTo(entry.path, this.selectable());
    else if (ctrlKey || metaKey) this.selection().toggle(entry.path);
    else this.selection().only(entry.path);
  }

  protected checked(index: number, event: MouseEvent): void {
    this.#hasMoved = true;
    this.active.set(index);
    const path = this.entries()[index]?.path ?? '';
    if (event.shiftKey) this.selection().rangeTo(path, this.selectable());
    else this.selection().toggle(path);
    // The browser has already changed the box, but after a range selection it may have to stay as it was.
    if (event.target instanceof HTMLInputElement) event.target.checked = this.selection().has(path);
  }

  protected pressed(event: KeyboardEvent): void {
    const [active, count, perRow] = [this.active(), this.entries().length, this.perRow()];
    const pageRows = Math.floor(this.viewport().getViewportSize() / this.rowHeight);
    const target = isModified(event) ? undefined : rowAfterKey(event.key, { active, count, pageRows, perRow });
    if (target !== undefined) this.moveTo(target, event.shiftKey);
    else if (!this.#continueWord(event) && !this.act(event) && !this.#beginWord(event)) return;
    event.preventDefault();
  }

  /** A space is a letter only in the middle of a word: at its beginning it selects. */
  #continueWord(event: KeyboardEvent): boolean {
    return event.key === ' ' && this.#typeAhead.isTyping(event.timeStamp) && this.#beginWord(event);
  }

  #beginWord(event: KeyboardEvent): boolean {
    if (!isTyped(event) || !isOnItem(event, this.itemSelector)) return false;
    const entries = this.entries();
    const names = { count: entries.length, active: this.active(), nameAt: (at: number) => entries[at]?.name ?? '' };
    this.#typeAhead.type(event.key, event.timeStamp, names, (index) => this.moveTo(index, false));
    return true;
  }

  /** Handles the keys that do not move the focus. Returns `false` when the key has no meaning here. */
  protected act(event: KeyboardEvent): boolean {
    const entry = this.entries()[this.active()];
    const isLetterA = event.key.toLowerCase() === 'a';
    if (event.key === 'Escape') this.selection().clear();
    else if (isLetterA && (event.ctrlKey || event.metaKey)) this.selection().all();
    else if (event.key === ' ' && isOnItem(event, this.itemSelector) && entry && this.canSelect(entry))
      this.selection().toggle(entry.path);
    else return false;
    return true;
  }

  /** Moves the focus to an entry, and selects up to it. */
  protected moveTo(index: number, extend: boolean): void {
    this.#hasMoved = true;
    const entry = this.entries()[index];
    const start = this.entries()[this.active()]?.path;
    if (extend && entry && this.canSelect(entry)) this.selection().rangeTo(entry.path, this.selectable(), start);
    this.active.set(index);
    scrollToRow(this.viewport(), index, this.geometry());
    this.#focusItem(index);
  }

  /** Moves the focus at once, so that a key that follows at once is about the new item: the menu key asks what has the focus. */
  #focusItem(index: number): void {
    const items = this.#host.nativeElement.querySelectorAll<HTMLElement>(this.itemSelector);
    const item = Array.from(items).find((it) => this.indexOf(it) === index);
    if (item) item.focus();
    else requestAnimationFrame(() => this.focusActive());
  }
}

/** Whether a key was pressed on an item itself, not on a button or box in it. */
export const isOnItem = ({ target }: KeyboardEvent, selector: string): boolean =>
  target instanceof Element && target.matches(selector);

const isModified = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;
