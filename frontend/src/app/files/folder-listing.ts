import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { maxListLimit, type ListFilesAnswer } from '@airlock/contract';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { entriesOf, type Entry } from './entry.ts';

export type ListingState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: ApiError }
  /** `cursor` is present when there are more pages. */
  | { kind: 'loaded'; entries: readonly Entry[]; pages: number; cursor?: string };

/** Loads the content of one folder page by page. The page that shows it provides it. */
@Injectable()
export class FolderListing {
  readonly #client = inject(API_CLIENT);
  readonly #state = signal<ListingState>({ kind: 'loading' });
  readonly #loadingMore = signal(false);
  #folder = '';
  #stop = new AbortController();
  #more: Promise<void> | undefined;

  readonly state = this.#state.asReadonly();
  readonly entries = computed(() => {
    const state = this.#state();
    return state.kind === 'loaded' ? state.entries : [];
  });
  readonly hasMore = computed(() => {
    const state = this.#state();
    return state.kind === 'loaded' && state.cursor !== undefined;
  });
  readonly loadingMore = this.#loadingMore.asReadonly();

  constructor() {
    // Pages that load one after the other end with the page that shows them.
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
  }

  /** Clears the list and loads the first page of `folder`. */
  async open(folder: string): Promise<void> {
    this.#restart(folder);
    const { signal } = this.#stop;
    this.#state.set({ kind: 'loading' });
    try {
      const page = await this.#client.listFiles({ folder }, signal);
      if (!signal.aborted) this.#state.set(loaded([], 0, page));
    } catch (error) {
      if (!signal.aborted) this.#state.set({ kind: 'failed', error: toApiError(error) });
    }
  }

  /** Loads the next page, if there is one. Calls that come while it loads share it. */
  more(limit?: number): Promise<void> {
    this.#more ??= this.#loadMore(limit).finally(() => (this.#more = undefined));
    return this.#more;
  }

  /** Loads all remaining pages, for sorting and searching the whole folder. */
  async rest(): Promise<void> {
    const { signal } = this.#stop;
    while (this.hasMore() && !signal.aborted) await this.more(maxListLimit);
  }

  /** Loads as many pages as are shown and then replaces them, so that nothing flickers. */
  async refresh(): Promise<void> {
    const before = this.#state();
    if (before.kind !== 'loaded') return this.open(this.#folder);
    this.#restart(this.#folder);
    const { signal } = this.#stop;
    const limit = before.entries.length > 200 ? maxListLimit : undefined;
    try {
      let state = loaded([], 0, await this.#page(undefined, limit));
      while (state.cursor !== undefined && state.entries.length < before.entries.length) {
        state = loaded(state.entries, state.pages, await this.#page(state.cursor, limit));
      }
      if (!signal.aborted) this.#state.set(state);
    } catch {
      // The old list stays; the next change or visit tries again.
    }
  }

  drop(path: string): void {
    const state = this.#state();
    if (state.kind !== 'loaded') return;
    this.#state.set({ ...state, entries: state.entries.filter((entry) => entry.path !== path) });
  }

  #restart(folder: string): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#folder = folder;
    this.#more = undefined;
    this.#loadingMore.set(false);
  }

  async #loadMore(limit?: number): Promise<void> {
    const state = this.#state();
    if (state.kind !== 'loaded' || state.cursor === undefined) return;
    const { signal } = this.#stop;
    this.#loadingMore.set(true);
    try {
      const page = await this.#page(state.cursor, limit);
      const now = this.#state();
      if (!signal.aborted && now.kind === 'loaded') this.#state.set(loaded(now.entries, now.pages, page));
    } catch (error) {
      if (!signal.aborted) this.#state.set({ kind: 'failed', error: toApiError(error) });
    } finally {
      if (!signal.aborted) this.#loadingMore.set(false);
    }
  }

  #page(cursor: string | undefined, limit: number | undefined): Promise<ListFilesAnswer> {
    return this.#client.listFiles({ folder: this.#folder, cursor, limit }, this.#stop.signal);
  }
}

function loaded(before: readonly Entry[], pages: number, page: ListFilesAnswer): ListingState & { kind: 'loaded' } {
  const entries = [...before, ...entriesOf(page)];
  return { kind: 'loaded', entries, pages: pages + 1, ...(page.cursor !== undefined && { cursor: page.cursor }) };
}
