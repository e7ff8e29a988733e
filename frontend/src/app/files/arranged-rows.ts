import { signal } from '@angular/core';
import { foldForSearch } from '@airlock/contract';

import { runInSlices } from './in-slices.ts';
import { mergeInSteps, sortInSteps } from './merge-sort.ts';
import { comparatorOf, type Sortable, type SortOrder } from './sort-entries.ts';

/** Number of names that are searched without an interruption. */
const searchedAtOnce = 256;

/**
 * The entries of a growing list that match a search, sorted. A hundred thousand entries take a second of work. The work is
 * done in slices, between which the page stays responsive. Until it is done, the rows stay as they were.
 */
export class ArrangedRows<TEntry extends Sortable> {
  readonly #rows = signal<readonly TEntry[]>([]);
  readonly #isSettled = signal(true);
  readonly #folded = new WeakMap<TEntry, string>();
  #chunks: (readonly TEntry[])[] = [];
  /** Number of chunks that the rows contain, or the job takes in. */
  #taken = 0;
  #order: SortOrder;
  #query = '';
  #cancel = (): void => undefined;

  readonly rows = this.#rows.asReadonly();
  /** Whether the rows are all that was given, sorted and searched as was asked last. */
  readonly isSettled = this.#isSettled.asReadonly();

  constructor(order: SortOrder) {
    this.#order = order;
  }

  /** Sets the order, and which names are shown: those that contain `query`, without case and accents. */
  arrange(order: SortOrder, query: string): void {
    this.#order = order;
    this.#query = foldForSearch(query);
    this.#start();
  }

  /** Adds entries. Rows that are there stay in their order. */
  append(entries: readonly TEntry[]): void {
    this.#chunks.push(entries);
    if (this.#isSettled()) this.#start(this.#rows(), this.#taken);
  }

  /** Replaces all entries, without an empty moment. */
  replace(chunks: readonly (readonly TEntry[])[]): void {
    this.#chunks = [...chunks];
    this.#start();
  }

  /** Takes entries away at once. */
  remove(paths: ReadonlySet<string>): void {
    const stays = ({ path }: TEntry) => !paths.has(path);
    this.#chunks = this.#chunks.map((chunk) => chunk.filter(stays));
    this.#rows.update((rows) => rows.filter(stays));
    if (!this.#isSettled()) this.#start();
  }

  /** Puts other entries in the place of some, at once; the order is made afterwards. `undefined` leaves an entry as it is. */
  exchange(changed: (entry: TEntry) => TEntry | undefined): void {
    const exchanged = (entries: readonly TEntry[]) => entries.map((entry) => changed(entry) ?? entry);
    this.#chunks = this.#chunks.map(exchanged);
    this.#rows.update(exchanged);
    this.#start();
  }

  clear(): void {
    this.#chunks = [];
    this.#rows.set([]);
    this.#start();
  }

  /** Ends the work that is in progress. */
  close(): void {
    this.#cancel();
  }

  /** Works on, from rows that contain the first `taken` chunks, or from the beginning. */
  #start(rows: readonly TEntry[] = [], taken = 0): void {
    this.#cancel();
    this.#taken = taken;
    this.#isSettled.set(false);
    this.#cancel = runInSlices(this.#work(rows));
  }

  *#work(from: readonly TEntry[]): Generator<void, void> {
    const compare = comparatorOf(this.#order);
    let rows = from;
    do {
      const added = this.#chunks.slice(this.#taken).flat();
      this.#taken = this.#chunks.length;
      const found = yield* this.#search(added);
      rows = yield* mergeInSteps(rows, yield* sortInSteps(found, compare), compare);
      this.#rows.set(rows);
    } while (this.#taken < this.#chunks.length);
    this.#isSettled.set(true);
  }

  *#search(entries: readonly TEntry[]): Generator<void, readonly TEntry[]> {
    if (this.#query === '') return entries;
    const found: TEntry[] = [];
    for (const [index, entry] of entries.entries()) {
      if (this.#foldedName(entry).includes(this.#query)) found.push(entry);
      if (index % searchedAtOnce === 0) yield;
    }
    return found;
  }

  #foldedName(entry: TEntry): string {
    const folded = this.#folded.get(entry) ?? foldForSearch(entry.name);
    this.#folded.set(entry, folded);
    return folded;
  }
}
