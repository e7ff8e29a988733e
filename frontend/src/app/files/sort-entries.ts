import { compareNames } from '@airlock/contract';

import type { FileEntry, FolderEntry } from './entry.ts';

export type SortColumn = 'name' | 'sizeBytes' | 'modifiedAt';

export interface SortOrder {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

/** The order of a list for which nobody has chosen one. */
export const usualOrder: SortOrder = { column: 'name', direction: 'ascending' };

/** What a row needs in order to be sorted. */
export type Sortable = FolderEntry | Omit<FileEntry, 'etag'>;

/**
 * Returns what compares two rows. Folders come first in every order; they have neither size nor date and are sorted by name.
 * Rows that are otherwise equal are in the order of their names.
 */
export function comparatorOf({ column, direction }: SortOrder): (one: Sortable, other: Sortable) => number {
  const sign = direction === 'ascending' ? 1 : -1;
  return (one, other) => {
    if (one.kind === 'folder' || other.kind === 'folder') {
      if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
      return column === 'name' ? sign * byName(one, other) : byName(one, other);
    }
    if (column === 'sizeBytes') return sign * (one.sizeBytes - other.sizeBytes) || byName(one, other);
    // Times of the API are all written alike, so their text has the order of their time.
    if (column === 'modifiedAt') return sign * compareText(one.modifiedAt, other.modifiedAt) || byName(one, other);
    return sign * byName(one, other);
  };
}

const byName = (one: Sortable, other: Sortable): number => compareNames(one.name, other.name);
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Returns a sorted copy. */
export const sortEntries = <TEntry extends Sortable>(entries: readonly TEntry[], order: SortOrder): TEntry[] =>
  entries.toSorted(comparatorOf(order));

/**
 * Returns the order after a click on a column. The same column reverses the order; another column starts with what
 * people usually want first.
 */
export function nextOrder(before: SortOrder, column: SortColumn): SortOrder {
  if (before.column === column) {
    return { column, direction: before.direction === 'ascending' ? 'descending' : 'ascending' };
  }
  return { column, direction: column === 'name' ? 'ascending' : 'descending' };
}
