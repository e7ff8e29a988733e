import type { FileEntry, FolderEntry } from './entry.ts';

export type SortColumn = 'name' | 'sizeBytes' | 'modifiedAt';

export interface SortOrder {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

/** What a row needs in order to be sorted. */
type Sortable = FolderEntry | Omit<FileEntry, 'etag'>;

// Numbers are compared by value and letters without case, as in file managers: "page 9" comes before "Page 10".
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Returns a sorted copy. Folders come first in every order; they have neither size nor date and are sorted by name. */
export function sortEntries<TEntry extends Sortable>(
  entries: readonly TEntry[],
  { column, direction }: SortOrder,
): TEntry[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: Sortable, b: Sortable) => collator.compare(a.name, b.name);
  return entries.toSorted((a, b) => {
    if (a.kind === 'folder' || b.kind === 'folder') {
      if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
      return column === 'name' ? sign * byName(a, b) : byName(a, b);
    }
    if (column === 'sizeBytes') return sign * (a.sizeBytes - b.sizeBytes) || byName(a, b);
    if (column === 'modifiedAt') return sign * (Date.parse(a.modifiedAt) - Date.parse(b.modifiedAt)) || byName(a, b);
    return sign * byName(a, b);
  });
}

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
