import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { nameMatcher, type SearchFilesAnswer } from '@airlock/contract';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { whenAdmitted } from '../api/when-admitted.ts';
import { entriesOf, renamed, type Entry } from '../files/entry.ts';
import type { CopiedFile, RenamedEntry } from '../files/file-actions.ts';
import { byRelevance } from './relevance.ts';

/** What is searched for, and in which folder: an empty one is everything. */
export interface Query {
  readonly text: string;
  readonly folder: string;
}

export type SearchState =
  /** Nothing is searched for. */
  | { readonly kind: 'none' }
  | { readonly kind: 'searching' }
  /** There are so many matches that the search waits until the person wants more. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'failed'; readonly error: ApiError }
  | { readonly kind: 'done' };

/** Number of matches after which a search waits. */
const matchesAtOnce = 2000;

/** One search. Its matches are shown as they come; what was found stays, whatever fails later. The page provides it. */
@Injectable()
export class SearchResults {
  readonly #client = inject(API_CLIENT);
  readonly #state = signal<SearchState>({ kind: 'none' });
  readonly #entries = signal<readonly Entry[]>([]);
  readonly #searchedCount = signal(0);
  /** Paths that were deleted since the search began: an answer on its way may still have them. */
  #dropped = new Set<string>();
  /** Matches that are not shown because they were deleted: an undo shows them, also after the search was refreshed. */
  #gone: readonly GoneEntry[] = [];
  /** Matches that are not shown because their new names do not match. */
  #unlike: readonly Entry[] = [];
  #query: Query = { text: '', folder: '' };
  #cursor: string | undefined;
  #stop = new AbortController();

  readonly state = this.#state.asReadonly();
  /** The matches: those of each answer by relevance, so that rows that are shown do not move. */
  readonly entries = this.#entries.asReadonly();
  readonly searchedCount = this.#searchedCount.asReadonly();
  readonly isOver = computed(() => this.#state().kind === 'done');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
  }

  /** Begins another search. Without a word there is none. */
  async search(query: Query): Promise<void> {
    this.#restart(query);
    this.#gone = [];
    this.#unlike = [];
    this.#entries.set([]);
    this.#searchedCount.set(0);
    if (query.text.trim() === '') this.#state.set({ kind: 'none' });
    else await this.#run(matchesAtOnce);
  }

  /** Goes on where the search has stopped or failed. */
  goOn(): Promise<void> {
    return this.#run(this.#entries().length + matchesAtOnce);
  }

  /** Searches again, and then exchanges what is shown. It does nothing while a search has not ended by itself. */
  async refresh(): Promise<void> {
    if (this.#state().kind !== 'done') return;
    const signal = this.#restart(this.#query);
    const found: Entry[] = [];
    let [cursor, searched] = [this.#cursor, 0];
    try {
      do {
        const answer = await this.#ask(cursor, signal);
        found.push(...this.#relevant(entriesOf(answer)));
        searched += answer.searchedCount;
        ({ cursor } = answer);
      } while (cursor !== undefined && found.length < matchesAtOnce);
      this.#cursor = cursor;
      this.#unlike = [];
      this.#entries.set(found);
      this.#searchedCount.set(searched);
      if (cursor !== undefined) this.#state.set({ kind: 'paused' });
    } catch {
      // What was found before stays.
    }
  }

  /** Takes away what was deleted, and what was in deleted folders. */
  drop(paths: readonly string[]): void {
    for (const path of paths) this.#dropped.add(path);
    this.#entries.set(this.#present(this.#entries()));
  }

  /** Shows matches whose delete or move was undone: a search that was interrupted does not search again. */
  restore(paths: readonly string[]): void {
    const back = new Set(paths);
    for (const path of back) this.#dropped.delete(path);
    const shown = new Set(this.#entries().map(({ path }) => path));
    const found = this.#gone.filter(({ by }) => back.has(by)).map(({ entry }) => entry);
    this.#gone = this.#gone.filter(({ by }) => !back.has(by));
    this.#entries.set([...this.#entries(), ...this.#present(found).filter(({ path }) => !shown.has(path))]);
  }

  /** Shows new names and places. What has another name and no longer matches goes, until it has one that does. */
  rename(entries: readonly RenamedEntry[]): void {
    const to = new Map(entries.map((entry) => [entry.from, entry.to]));
    const matches = nameMatcher(this.#query.text);
    for (const path of to.values()) this.#dropped.delete(path);
    const moved = (entry: Entry) => renamed(entry, newPathOf(entry.path, to)) ?? entry;
    const before = this.#entries();
    const after = [...before, ...this.#unlike].map(moved);
    const isShown = (entry: Entry, index: number) => entry === before[index] || matches(entry.name);
    this.#entries.set(after.filter(isShown));
    this.#unlike = after.filter((entry, index) => !isShown(entry, index));
  }

  /** Takes over the ETag of a file that is a copy now: a search that was interrupted does not search again. */
  copied({ path, etag }: CopiedFile): void {
    this.#entries.update((entries) =>
      entries.map((entry) => (entry.kind === 'file' && entry.path === path ? { ...entry, etag } : entry)),
    );
  }

  #restart(query: Query): AbortSignal {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#query = query;
    this.#cursor = undefined;
    this.#dropped = new Set();
    return this.#stop.signal;
  }

  async #run(most: number): Promise<void> {
    const { signal } = this.#stop;
    this.#state.set({ kind: 'searching' });
    try {
      do {
        const answer = await this.#ask(this.#cursor, signal);
        this.#cursor = answer.cursor;
        const found = this.#present(this.#relevant(entriesOf(answer)));
        this.#entries.update((entries) => [...entries, ...found]);
        this.#searchedCount.update((count) => count + answer.searchedCount);
      } while (this.#cursor !== undefined && this.#entries().length < most);
      this.#state.set({ kind: this.#cursor === undefined ? 'done' : 'paused' });
    } catch (error) {
      if (!signal.aborted) this.#state.set({ kind: 'failed', error: toApiError(error) });
    }
  }

  #ask(cursor: string | undefined, signal: AbortSignal): Promise<SearchFilesAnswer> {
    const query = this.#query;
    return whenAdmitted(() => this.#client.searchFiles({ ...query, cursor }, signal), signal);
  }

  /** Returns the entries that were not deleted, and remembers the others. */
  #present(entries: readonly Entry[]): Entry[] {
    const present: Entry[] = [];
    const gone: GoneEntry[] = [];
    for (const entry of entries) {
      const by = coverOf(entry.path, this.#dropped);
      if (by === undefined) present.push(entry);
      else gone.push({ entry, by });
    }
    this.#gone = [...this.#gone, ...gone];
    return present;
  }

  #relevant(entries: readonly Entry[]): Entry[] {
    return byRelevance(entries, this.#query.text);
  }
}

/** A match that was deleted. */
interface GoneEntry {
  readonly entry: Entry;
  /** The path that was deleted: its own, or that of a folder above it. */
  readonly by: string;
}

/** Returns which of some paths is this one or a folder above it; `undefined` when none is. */
function coverOf(path: string, paths: ReadonlySet<string>): string | undefined {
  if (paths.size === 0) return undefined;
  if (paths.has(path)) return path;
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
    const folder = path.slice(0, end + 1);
    if (paths.has(folder)) return folder;
  }
  return undefined;
}

/** Returns the path of an entry after it, or a folder above it, got another one; `undefined` when none did. */
function newPathOf(path: string, to: ReadonlyMap<string, string>): string | undefined {
  const own = to.get(path);
  if (own !== undefined) return own;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = to.get(path.slice(0, end + 1));
    if (folder !== undefined) return folder + path.slice(end + 1);
  }
  return undefined;
}
