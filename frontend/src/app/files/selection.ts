import { computed, signal } from '@angular/core';

/**
 * What is selected: some rows, or all rows of the list except some, including rows that are not loaded yet. In a list that is
 * searched, "all" means all that is found.
 */
export type SelectionState =
  | { readonly kind: 'some'; readonly paths: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

const nothing: SelectionState = { kind: 'some', paths: new Set() };

/** The selected files. `order` is always the list of paths as shown. */
export class Selection {
  readonly #state = signal<SelectionState>(nothing);
  /** Start of a range: the file that was last selected without Shift. */
  #anchor: string | undefined;

  readonly state = this.#state.asReadonly();
  readonly isEmpty = computed(() => {
    const state = this.#state();
    return state.kind === 'some' && state.paths.size === 0;
  });

  has(path: string): boolean {
    const state = this.#state();
    return state.kind === 'some' ? state.paths.has(path) : !state.except.has(path);
  }

  toggle(path: string): void {
    this.#anchor = path;
    this.#state.update((state) =>
      state.kind === 'some'
        ? { kind: 'some', paths: toggled(state.paths, path) }
        : { kind: 'all', except: toggled(state.except, path) },
    );
  }

  only(path: string): void {
    this.#anchor = path;
    this.#state.set({ kind: 'some', paths: new Set([path]) });
  }

  /**
   * Selects from the anchor to `path` and replaces the selection. Where nothing was selected before, `start` is the anchor:
   * where the person comes from.
   */
  rangeTo(path: string, order: readonly string[], start = path): void {
    this.#anchor ??= start;
    const from = order.indexOf(this.#anchor);
    const to = order.indexOf(path);
    if (from < 0) {
      this.only(path);
      return;
    }
    this.#state.set({ kind: 'some', paths: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)) });
  }

  /** Keeps selected what has another path now. */
  rename(entries: readonly { readonly from: string; readonly to: string }[]): void {
    const state = this.#state();
    const before = state.kind === 'some' ? state.paths : state.except;
    const now = new Set(before);
    for (const { from, to } of entries) if (now.delete(from)) now.add(to);
    this.#anchor = entries.find(({ from }) => from === this.#anchor)?.to ?? this.#anchor;
    this.#state.set(state.kind === 'some' ? { kind: 'some', paths: now } : { kind: 'all', except: now });
  }

  /** Selects all of the list, whatever has been loaded of it. */
  all(): void {
    this.#state.set({ kind: 'all', except: new Set() });
  }

  clear(): void {
    this.#anchor = undefined;
    if (!this.isEmpty()) this.#state.set(nothing);
  }
}

function toggled(paths: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const next = new Set(paths);
  if (!next.delete(path)) next.add(path);
  return next;
}
