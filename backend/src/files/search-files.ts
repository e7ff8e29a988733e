import { nameMatcher, searchWords } from '@airlock/contract';
import type { SearchFilesAnswer, SearchFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import type { FileStore, StoredListEntry } from './file-store.ts';
import { folderPrefix, pathOf } from './object-key.ts';
import { scanFromCursor } from './scan/scan-from-cursor.ts';
import type { Gap } from './scan/key-range.ts';
import { FoundRoom, SearchTally } from './search-tally.ts';

/**
 * Searches the caller's files and folders below a folder by their names, for as long as one call may take. Throws
 * `invalid-request` for a cursor of another search or user.
 */
export async function searchFiles(
  { files }: { files: FileStore },
  caller: Caller,
  { text, folder = '', cursor }: SearchFilesRequest,
): Promise<SearchFilesAnswer> {
  const prefix = folderPrefix(caller, folder);
  const matches = nameMatcher(text);
  const room = new FoundRoom();
  const { tallies, gaps, next } = await scanFromCursor(files, {
    list: JSON.stringify([prefix, 'search', ...searchWords(text)]),
    prefix,
    cursor,
    newTally: () => new SearchTally(matches, room),
  });
  const folders = tallies.flatMap((tally) => tally.folders).filter((found) => !isFoundBefore(found, gaps));
  return {
    folders: [...new Set(folders)].map((found) => ({ path: pathOf(caller, prefix + found) })),
    files: tallies.flatMap((tally) => tally.files).map((file) => foundFile(caller, file)),
    searchedCount: tallies.reduce((sum, { searchedCount }) => sum + searchedCount, 0),
    ...(next !== undefined && { cursor: next }),
  };
}

/** Whether an earlier call has looked at a file of the folder. Gaps begin and end at such files. */
function isFoundBefore(folder: string, gaps: readonly Gap[]): boolean {
  return gaps.some(({ after, before }) => after.startsWith(folder) || before?.startsWith(folder));
}

function foundFile(caller: Caller, { key, sizeBytes, modifiedAt, etag }: StoredListEntry) {
  return { path: pathOf(caller, key), sizeBytes, modifiedAt: modifiedAt.toISOString(), etag };
}
