import { expect } from '@jest/globals';

import { searchFiles } from '../files/search-files.ts';
import type { MemoryFileStore } from './memory-file-store.ts';

/** The caller whose files are searched. */
export const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
/** What the keys of the caller begin with. */
export const root = `users/${caller.id}/`;

type Store = Pick<MemoryFileStore, 'listDeep'>;

interface Query {
  readonly text: string;
  readonly folder?: string;
}

/** Returns a store that only lists, as the store of a search. */
export const asStore = (store: Store): MemoryFileStore => store as MemoryFileStore;

/** Searches call after call, and returns all that was answered, in the order of the answers. */
export async function everything(store: Store, query: Query) {
  const found = { folders: new Array<string>(), files: new Array<string>(), searchedCount: 0, calls: 0 };
  let cursor: string | undefined;
  do {
    const asked = { ...query, ...(cursor !== undefined && { cursor }) };
    const answer = await searchFiles({ files: asStore(store) }, caller, asked);
    found.folders.push(...answer.folders.map(({ path }) => path));
    found.files.push(...answer.files.map(({ path }) => path));
    found.searchedCount += answer.searchedCount;
    found.calls += 1;
    ({ cursor } = answer);
    expect(cursor ?? '').toMatch(/^[\w-]{0,2048}$/);
  } while (cursor !== undefined);
  return found;
}
