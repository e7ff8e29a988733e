import {
  afterRenderEffect,
  computed,
  DestroyRef,
  Directive,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';

import { ActionMenu } from './actions/action-menu.ts';
import { chosenByKey, isKey } from './actions/action-keys.ts';
import {
  targetOf,
  theFolder,
  theSelection,
  type ActionScope,
  type ActionSubject,
  type ChosenAction,
} from './actions/action-subject.ts';
import { FILE_ACTION_TABLE, type FileActionId } from './actions/file-action.ts';
import { ENTRY_DRAG } from './drag/entry-drag.ts';
import type { Entry } from './entry.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { isOnItem, RowList } from './row-list.ts';
import { TouchPress } from './touch-press.ts';
import type { ListView } from './view-memory.ts';

/** A list of files and folders with all that can be done with them: by mouse, finger, keys and menus. */
@Directive({
  host: {
    '(pointerdown)': 'putDown($event)',
    '(pointermove)': 'press.moved($event)',
    '(pointerup)': 'press.end()',
    '(pointercancel)': 'press.end()',
    '(contextmenu)': 'menuWanted($event)',
    '(dblclick)': 'clickedTwice($event)',
    '(dragstart)': 'dragged($event)',
    '(dragend)': 'drag?.end()',
  },
})
export abstract class EntryList extends RowList<Entry> {
  /** What is shown and selected, for the actions. */
  readonly scope = input.required<ActionScope>();
  readonly density = input<ListView['density']>('roomy');
  /** Path of an entry that gets the focus once the list has it. */
  readonly wanted = input<string>();
  readonly found = output();
  /** Emits what a person wants to be done. */
  readonly chosen = output<ChosenAction>();
  /** Emits when scrolling has come to a rest. */
  readonly scrolled = output();

  protected readonly menu = viewChild.required(ActionMenu);
  protected readonly press = new TouchPress();
  protected readonly drag = inject(ENTRY_DRAG, { optional: true });
  /** Whether items can be dragged: not by a finger, which scrolls. */
  protected readonly isDraggable = signal(false);
  protected readonly dimmed = inject(FILE_ACTIONS).dimmed;
  readonly #table = inject(FILE_ACTION_TABLE);
  /**
   * The scope with what is selected now. A key that follows another one at once comes before the page has rendered, and
   * so before the list is told of a selection that it has changed itself.
   */
  readonly #scopeNow = computed((): ActionScope => {
    const [scope, selection] = [this.scope(), this.selection()];
    return { ...scope, selected: selection.isEmpty() ? [] : scope.all.filter(({ path }) => selection.has(path)) };
  });
  /** Path of the entry that was clicked last: the second click of a double click may meet another one. */
  #clickedPath: string | undefined;

  constructor() {
    super();
    inject(DestroyRef).onDestroy(() => this.press.end());
    afterRenderEffect(() => this.#moveToWanted());
  }

  protected canSelect(): boolean {
    return true;
  }

  /** Path of the entry that Tab reaches. */
  activePath(): string | undefined {
    return this.entries()[this.active()]?.path;
  }

  /** Does what the name of an entry stands for: it opens the entry. */
  protected nameChosen(entry: Entry): void {
    if (this.press.isLong) return;
    if (this.press.isTouch && !this.selection().isEmpty()) this.selection().toggle(entry.path);
    else this.choose('open', entry);
  }

  protected choose(id: FileActionId, entry: Entry): void {
    const action = this.#table.find((it) => it.id === id);
    const subject: ActionSubject = { kind: 'entry', entry };
    if (action?.offers(targetOf(subject, this.scope())) === true) this.chosen.emit({ action, subject });
  }

  protected override clicked(event: MouseEvent): void {
    if (this.press.isLong) return;
    const entry = this.reached(event);
    if (event.detail < 2) this.#clickedPath = entry?.path;
    if (!entry) this.#clickedBeside(event);
    else if (!this.press.isTouch) super.clicked(event);
    // A tap opens, until something is selected: then it selects too.
    else if (this.selection().isEmpty()) this.choose('open', entry);
    else this.selection().toggle(entry.path);
  }

  /** A click below the last item selects nothing. */
  #clickedBeside({ target }: MouseEvent): void {
    if (target instanceof Element && target.closest('cdk-virtual-scroll-viewport')) this.selection().clear();
  }

  protected clickedTwice(event: MouseEvent): void {
    const isControl = event.target instanceof Element && event.target.closest('button, a, input') !== null;
    if (isControl || this.press.isTouch) return;
    const entry = this.reached(event);
    if (entry && entry.path === this.#clickedPath) this.choose('open', entry);
  }

  protected putDown(event: PointerEvent): void {
    this.isDraggable.set(this.drag !== null && event.pointerType !== 'touch');
    this.press.down(event, () => {
      const entry = this.reached(event);
      if (entry && !this.selection().has(entry.path)) this.selection().toggle(entry.path);
    });
  }

  /** Opens the menu at the pointer, or at the item when a key asks for it. */
  protected menuWanted(event: MouseEvent): void {
    const entry = this.reached(event);
    if (this.press.isTouch) {
      // A finger that rests on an item selects it.
      if (entry) event.preventDefault();
      return;
    }
    const item = event.target instanceof Element ? event.target.closest(this.itemSelector) : null;
    const subject = entry ? this.#taken(entry) : theFolder;
    if (this.menu().openAt(cornerOf(event, item), subject)) event.preventDefault();
  }

  protected dragged(event: DragEvent): void {
    const entry = this.reached(event);
    if (!entry || !this.drag) return;
    const { entries } = targetOf(this.#taken(entry), this.#scopeNow());
    // While a folder is still being loaded, nobody can tell what all of it is.
    const isWhole = this.selection().state().kind === 'some' || this.isComplete();
    if (isWhole) this.drag.start(event, entries);
    else event.preventDefault();
  }

  /** Returns what a menu or a drag of an entry is about: the selection when the entry is in it, else the entry, which is selected. */
  #taken(entry: Entry): ActionSubject {
    if (this.selection().has(entry.path)) return theSelection;
    this.selection().only(entry.path);
    return { kind: 'entry', entry };
  }

  protected override act(event: KeyboardEvent): boolean {
    this.press.forget();
    const chosen = this.#keyAction(event);
    if (chosen) this.chosen.emit(chosen);
    return chosen !== undefined || super.act(event);
  }

  #keyAction(event: KeyboardEvent): ChosenAction | undefined {
    const entry = this.entries()[this.active()];
    const isEnter = event.key === 'Enter';
    // The page pastes, wherever the focus is in it.
    if ((isEnter && !isOnItem(event, this.itemSelector)) || isKey(event, 'Ctrl+V')) return undefined;
    const one: ActionSubject[] = entry ? [{ kind: 'entry', entry }] : [];
    const subjects = isEnter || this.selection().isEmpty() ? one : [theSelection];
    return chosenByKey(this.#table, event, [...subjects, theFolder], this.#scopeNow());
  }

  /** Moves to what a person has made or renamed, once it is there. */
  #moveToWanted(): void {
    const path = this.wanted();
    const index = path === undefined ? -1 : this.entries().findIndex((entry) => entry.path === path);
    if (index < 0) return;
    untracked(() => {
      if (document.querySelector(keepingFocus)) this.active.set(index);
      else this.moveTo(index, false);
      this.found.emit();
    });
  }
}

/**
 * The viewer, which renames files too, keeps the focus while it lies over the list. A notice keeps it when its Undo renames,
 * and so does what a person types into by then.
 */
const keepingFocus = 'mat-dialog-container, airlock-notice-view:focus-within, input:not([type=checkbox]):focus';

/** Returns where a menu opens: at the pointer, or below the beginning of the item when there is no pointer in it. */
function cornerOf({ clientX: x, clientY: y }: MouseEvent, item: Element | null): { x: number; y: number } {
  const box = item?.getBoundingClientRect();
  const isInside = !box || (x > box.left && x < box.right && y > box.top && y < box.bottom);
  return isInside ? { x, y } : { x: box.left + 48, y: box.bottom - 8 };
}
