import { computed, signal } from '@angular/core';

import { toApiError, type ApiError } from '../api/api-error.ts';

export interface Page<TItem> {
  readonly items: readonly TItem[];
  /** Where the next page begins; absent on the last page. */
  readonly cursor?: string | undefined;
}

/** Asks the server for the page that begins at `cursor`, or for the first. */
export type LoadPage<TItem> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<TItem>>;

export type PagedState<TItem> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ApiError }
  | {
      readonly kind: 'loaded';
      readonly items: readonly TItem[];
      /** Number of pages that were loaded. */
      readonly pages: number;
      /** Where the next page begins; `undefined` when all pages have been loaded. */
      readonly cursor: string | undefined;
      /** Why the next page could not be loaded. What was loaded before stays. */
      readonly trouble: ApiError | undefined;
    };

/** A list that the server gives in pages. */
export class PagedList<TItem> {
  readonly #load: LoadPage<TItem>;
  readonly #state = signal<PagedState<TItem>>({ kind: 'loading' });
  #stop = new AbortController();
  #more: Promise<void> | undefined;

  readonly state = this.#state.asReadonly();
  readonly items = computed(() => {
    const state = this.#state();
    return state.kind === 'loaded' ? state.items : [];
  });
  readonly hasMore = computed(() => {
    const state = this.#state();
    return state.kind === 'loaded' && state.cursor !== undefined;
  });
  /** Whether the list is longer than one page. Its items arrive over time. */
  readonly isInPages = computed(() => {
    const state = this.#state();
    return state.kind === 'loaded' && (state.pages > 1 || state.cursor !== undefined);
  });
  /** Why the list does not go on; `undefined` while it can. */
  readonly trouble = computed(() => {
    const state = this.#state();
    return state.kind === 'loaded' ? state.trouble : undefined;
  });

  constructor(load: LoadPage<TItem>) {
    this.#load = load;
  }

  /** Clears the list and loads the first page. */
  async open(): Promise<void> {
    const signal = this.#restart();
    this.#state.set({ kind: 'loading' });
    try {
      const page = await this.#load(undefined, signal);
      if (!signal.aborted) this.#state.set(loaded([], 0, page));
    } catch (error) {
      if (!signal.aborted) this.#state.set({ kind: 'failed', error: toApiError(error) });
    }
  }

  /** Loads the next page, if there is one. Calls that come while it loads share it. */
  more(): Promise<void> {
    if (this.#more) return this.#more;
    const more = this.#loadMore(this.#stop.signal).finally(() => {
      if (this.#more === more) this.#more = undefined;
    });
    this.#more = more;
    return more;
  }

  /** Loads all remaining pages, until one fails. */
  async rest(): Promise<void> {
    const { signal } = this.#stop;
    do await this.more();
    while (!signal.aborted && this.hasMore() && this.trouble() === undefined);
  }

  /** Loads as many items as are shown and then replaces them, so that nothing flickers. */
  async refresh(): Promise<void> {
    const before = this.#state();
    if (before.kind !== 'loaded') return this.open();
    const signal = this.#restart();
    try {
      let state = loaded([], 0, await this.#load(undefined, signal));
      while (state.cursor !== undefined && (before.cursor === undefined || state.items.length < before.items.length)) {
        state = loaded(state.items, state.pages, await this.#load(state.cursor, signal));
      }
      if (!signal.aborted) this.#state.set(state);
    } catch {
      // The old list stays; the next change or visit tries again.
    }
  }

  /** Changes the items that are shown, without asking the server. */
  update(change: (items: readonly TItem[]) => readonly TItem[]): void {
    this.#state.update((state) => (state.kind === 'loaded' ? { ...state, items: change(state.items) } : state));
  }

  /** Ends what is being loaded. */
  close(): void {
    this.#stop.abort();
  }

  #restart(): AbortSignal {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#more = undefined;
    return this.#stop.signal;
  }

  async #loadMore(signal: AbortSignal): Promise<void> {
    const state = this.#state();
    if (state.kind !== 'loaded' || state.cursor === undefined) return;
    try {
      const page = await this.#load(state.cursor, signal);
      // Items may have been changed meanwhile.
      if (!signal.aborted) this.#state.set(loaded(this.items(), state.pages, page));
    } catch (error) {
      if (!signal.aborted) this.#state.set({ ...state, items: this.items(), trouble: toApiError(error) });
    }
  }
}

function loaded<TItem>(
  before: readonly TItem[],
  pages: number,
  { items, cursor }: Page<TItem>,
): PagedState<TItem> & { kind: 'loaded' } {
  return { kind: 'loaded', items: [...before, ...items], pages: pages + 1, cursor, trouble: undefined };
}
