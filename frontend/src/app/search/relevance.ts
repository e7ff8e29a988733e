import { compareNames, foldForSearch, searchWords } from '@airlock/contract';

import type { Entry } from '../files/entry.ts';

/** Returns matches with those first whose names begin with what is searched for, then folders, then by name. */
export function byRelevance(entries: readonly Entry[], text: string): Entry[] {
  const [first = ''] = searchWords(text);
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, first) }))
    .toSorted((one, other) => one.rank - other.rank || compareNames(one.entry.name, other.entry.name))
    .map(({ entry }) => entry);
}

function rankOf({ kind, name }: Entry, word: string): number {
  return (foldForSearch(name).startsWith(word) ? 0 : 2) + (kind === 'folder' ? 0 : 1);
}
