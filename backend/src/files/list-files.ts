import { defaultListLimit } from '@airlock/contract';
import type { ListFilesAnswer, ListFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { BadListPosition } from './file-store.ts';
import type { FileStore, StoredPage } from './file-store.ts';
import { badCursor, fromCursor, toCursor } from './list-cursor.ts';
import { folderPrefix, pathOf } from './object-key.ts';

/**
 * Lists one page of what lies directly in a folder of the caller, in UTF-8 order. A folder exists only through its files, so
 * an unknown folder is empty. Throws `invalid-request` for a cursor of another folder or user.
 */
export async function listFiles(
  { files }: { files: FileStore },
  caller: Caller,
  { folder = '', cursor, limit = defaultListLimit }: ListFilesRequest,
): Promise<ListFilesAnswer> {
  const prefix = folderPrefix(caller, folder);
  const from = cursor === undefined ? undefined : fromCursor(prefix, cursor);
  if (cursor !== undefined && from === undefined) throw badCursor();
  const page = await pageOf(files, { prefix, limit, ...(from !== undefined && { from }) });
  return {
    folders: page.prefixes.map((key) => ({ path: pathOf(caller, key) })),
    files: page.files
      // Other tools store an empty object named like the folder.
      .filter(({ key }) => key !== prefix)
      .map(({ key, sizeBytes, modifiedAt, etag }) => ({
        path: pathOf(caller, key),
        sizeBytes,
        modifiedAt: modifiedAt.toISOString(),
        etag,
      })),
    ...(page.next !== undefined && { cursor: toCursor(prefix, page.next) }),
  };
}

async function pageOf(files: FileStore, page: Parameters<FileStore['list']>[0]): Promise<StoredPage> {
  try {
    return await files.list(page);
  } catch (error) {
    throw error instanceof BadListPosition ? badCursor() : error;
  }
}
