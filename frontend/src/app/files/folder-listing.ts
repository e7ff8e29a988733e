import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { defaultListLimit, maxListLimit, type ListFilesAnswer } from '@airlock/contract';

import { parentOf } from '../format/name-of.ts';
import { API_CLIENT } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { ArrangedRows } from './arranged-rows.ts';
import { entriesOf, renamed, type Entry } from './entry.ts';
import type { RenamedEntry } from './file-actions.ts';
import { folderParam } from './folder-path.ts';
import { PatientLoader } from './patient-loader.ts';
import { usualOrder, type SortOrder } from './sort-entries.ts';

export type ListingState =
  | { readonly kind: 'loading' }
  /** The first page could not be loaded. */
  | { readonly kind: 'failed'; readonly error: ApiError }
  /** There are rows, or the folder is empty. More may follow. */
  | { readonly kind: 'loaded' };

/** How a folder is loaded: rows are added as they arrive, or swapped when all are there. */
interface Load {
  readonly how: 'append' | 'swap';
  readonly signal: AbortSignal;
  /** Called when there are rows, or a failure to show. */
  readonly shown?: () => void;
}

/** A list that is as old as this is loaded again when it is looked at again. */
const staleAfterMs = 10_000;
/** A list that takes long to load is loaded again more rarely: this many times as long as that takes. */
const restFactor = 20;
/** Least time between two loads while many uploads end. */
const leastRestMs = 1_500;
/** Most time between them, however slow the list is: a person waits for what they have just stored. */
const mostRestMs = 8_000;

/**
 * The content of one folder. The first page is small, so that there is something to see; the rest follows by itself up to
 * the end. What has been loaded stays, whatever fails later. The page that shows it provides it.
 */
@Injectable()
export class FolderListing {
  readonly #client = inject(API_CLIENT);
  readonly #loader = new PatientLoader();
  readonly #state = signal<ListingState>({ kind: 'loading' });
  readonly #isComplete = signal(false);
  readonly #isLoading = signal(false);
  readonly #trouble = signal<ApiError | undefined>(undefined);
  readonly #entries = new ArrangedRows<Entry>(usualOrder);
  #folder = '';
  #stop = new AbortController();
  /** Whether something has changed since the load in progress began. */
  #isOutdated = false;
  /** Paths that were deleted since the load in progress began: its pages may still have them. */
  #dropped = new Set<string>();
  #loadedAtMs = 0;
  #tookMs = 0;

  readonly state = this.#state.asReadonly();
  /** The rows as they are to be shown. */
  readonly rows = this.#entries.rows;
  /** Whether the rows are all of the folder, sorted, and not only what has been loaded so far. */
  readonly isComplete = computed(() => this.#isComplete() && this.#entries.isSettled());
  /** Whether something is on its way, and not only waits to be tried again. */
  readonly isLoading = computed(
    () => this.#isLoading() && this.#state().kind !== 'failed' && this.#trouble() === undefined,
  );
  /** Why the list does not go on, while it waits to try again. */
  readonly trouble = this.#trouble.asReadonly();

  constructor() {
    // Pages that load one after the other end with the page that shows them.
    inject(DestroyRef).onDestroy(() => {
      this.#stop.abort();
      this.#entries.close();
    });
  }

  /** Sets the order of the rows, and which are shown: those whose names contain `query`. */
  arrange(order: SortOrder, query: string): void {
    this.#entries.arrange(order, query);
  }

  /** Clears the list and loads `folder`. Resolves when there are rows, or a failure to show. */
  open(folder: string): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#folder = folder;
    this.#entries.clear();
    this.#isComplete.set(false);
    this.#trouble.set(undefined);
    this.#state.set({ kind: 'loading' });
    const { signal } = this.#stop;
    return new Promise((shown) => void this.#run({ how: 'append', signal, shown }));
  }

  /** Loads the folder again and then swaps the rows. When it is being loaded, that is done once more afterwards. */
  refresh(): void {
    if (this.#isLoading()) {
      this.#isOutdated = true;
      this.#loader.retry();
    } else {
      void this.#run({ how: 'swap', signal: this.#stop.signal });
    }
  }

  /** Loads the folder again if it was loaded a while ago. */
  refreshIfStale(): void {
    const staleMs = Math.max(staleAfterMs, restFactor * this.#tookMs);
    if (this.#isLoading()) this.#loader.retry();
    else if (performance.now() - this.#loadedAtMs >= staleMs) this.refresh();
  }

  /** How long to wait until the next load while the folder changes all the time, in milliseconds. */
  restMs(): number {
    return Math.min(mostRestMs, Math.max(leastRestMs, 4 * this.#tookMs));
  }

  /** Tries at once again what could not be loaded. */
  retry(): void {
    this.#loader.retry();
  }

  /** Takes away what was deleted. */
  drop(paths: readonly string[]): void {
    if (this.#isLoading()) for (const path of paths) this.#dropped.add(path);
    this.#entries.remove(new Set(paths));
  }

  /** Shows entries of this folder under their new names, and takes away those that are no longer in it. */
  rename(entries: readonly RenamedEntry[]): void {
    const isHere = (path: string) => parentOf(path) === this.#folder;
    const to = new Map(entries.filter((it) => isHere(it.to)).map((it) => [it.from, it.to]));
    this.drop(entries.filter((it) => isHere(it.from) && !isHere(it.to)).map(({ from }) => from));
    // A name that was taken away is back.
    for (const path of to.values()) this.#dropped.delete(path);
    this.#entries.exchange((entry) => renamed(entry, to.get(entry.path)));
  }

  /** Loads all pages, and again as long as something changes meanwhile. Never rejects. */
  async #run(load: Load): Promise<void> {
    const { signal } = load;
    this.#isLoading.set(true);
    try {
      await this.#load(load);
      while (this.#isOutdated) await this.#load({ how: 'swap', signal });
    } catch {
      // The folder was left. Whatever is loaded now is another's.
    } finally {
      if (!signal.aborted) this.#isLoading.set(false);
      load.shown?.();
    }
  }

  async #load(load: Load): Promise<void> {
    this.#isOutdated = false;
    this.#dropped.clear();
    const beganMs = performance.now();
    const chunks: Entry[][] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#loader.load(
        () => this.#page(cursor, load),
        (error) => this.#fail(error, load),
        load.signal,
      );
      if (load.how === 'append') this.#entries.append(this.#present(entriesOf(page)));
      else chunks.push(entriesOf(page));
      this.#trouble.set(undefined);
      this.#state.set({ kind: 'loaded' });
      load.shown?.();
      cursor = page.cursor;
    } while (cursor !== undefined);
    if (load.how === 'swap') this.#entries.replace(chunks.map((entries) => this.#present(entries)));
    this.#isComplete.set(true);
    this.#loadedAtMs = performance.now();
    this.#tookMs = this.#loadedAtMs - beganMs;
  }

  /** Returns those of `entries` that were not deleted since the load began. */
  #present(entries: readonly Entry[]): Entry[] {
    return entries.filter(({ path }) => !this.#dropped.has(path));
  }

  /** Asks for a page: a small one when nothing is shown yet, else the largest that the server gives. */
  async #page(cursor: string | undefined, { how, signal }: Load): Promise<ListFilesAnswer> {
    const limit = cursor !== undefined || this.rows().length > defaultListLimit ? maxListLimit : undefined;
    try {
      return await this.#client.listFiles({ folder: folderParam(this.#folder) ?? '', cursor, limit }, signal);
    } catch (error) {
      // A folder exists only through its files. A person who has deleted the last of them sees an empty folder.
      if (how === 'swap' && toApiError(error).code === 'not-found') return { folders: [], files: [] };
      throw error;
    }
  }

  #fail(error: ApiError, { shown }: Load): void {
    if (this.#state().kind === 'loaded') this.#trouble.set(error);
    else this.#state.set({ kind: 'failed', error });
    shown?.();
  }
}
