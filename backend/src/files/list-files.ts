import { defaultListLimit } from '@airlock/contract';
import type { ListFilesAnswer, ListFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { BadListPosition } from './file-store.ts';
import type { FileStore, StoredPage } from './file-store.ts';
import { badCursor, fromCursor, toCursor } from './list-cursor.ts';
import { deepList, flatList } from './lists-of-folder.ts';
import { longPage } from './long-page.ts';
import { folderPrefix, isFolderMarker, pathOf } from './object-key.ts';

/**
 * Lists one page of what lies directly in a folder of the caller, in UTF-8 order. A deep list has all files below it, at any
 * depth, and the folders that have a marker. Throws `not-found` for a folder that is not there: it has no file below it and no
 * marker. The top folder always is. Throws `invalid-request` for a cursor of another folder, user or kind of list.
 */
export async function listFiles(
  { files }: { files: FileStore },
  caller: Caller,
  { folder = '', deep, cursor, limit = defaultListLimit }: ListFilesRequest,
): Promise<ListFilesAnswer> {
  const prefix = folderPrefix(caller, folder);
  const list = deep === undefined ? flatList(files, prefix) : deepList(files, prefix);
  const from = cursor === undefined ? undefined : fromCursor(list.name, cursor);
  if (cursor !== undefined && from === undefined) throw badCursor();
  const page = await longPage(list.page, { limit, from }).catch((error: unknown) => {
    throw error instanceof BadListPosition ? badCursor() : error;
  });
  if (folder !== '' && from === undefined && isEmpty(page)) {
    throw new CodedError('not-found', 'There is no such folder.', { field: 'folder' });
  }
  return {
    folders: foldersOf(page, prefix).map((key) => ({ path: pathOf(caller, key) })),
    files: page.files
      .filter((file) => !isFolderMarker(file))
      .map(({ key, sizeBytes, modifiedAt, etag }) => ({
        path: pathOf(caller, key),
        sizeBytes,
        modifiedAt: modifiedAt.toISOString(),
        etag,
      })),
    ...(page.next !== undefined && { cursor: toCursor(list.name, page.next) }),
  };
}

/** Returns the prefixes of folders on a page. The marker of the listed folder itself is none. */
function foldersOf({ prefixes, files }: StoredPage, prefix: string): readonly string[] {
  const markers = files.filter((file) => isFolderMarker(file) && file.key !== prefix);
  return [...prefixes, ...markers.map(({ key }) => key)];
}

function isEmpty({ prefixes, files, next }: StoredPage): boolean {
  return prefixes.length === 0 && files.length === 0 && next === undefined;
}
