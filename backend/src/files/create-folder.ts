import { folderWithSlash } from '@airlock/contract';
import type { CreateFolderAnswer, CreateFolderRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { currentEtag } from './current-etag.ts';
import type { FileStore } from './file-store.ts';
import { folderPrefix, objectKey } from './object-key.ts';

/**
 * Makes an empty folder of the caller: an empty object whose key ends with a slash, as the console of S3 and sync tools make
 * it. Throws `already-exists` when a folder or a file has this name already.
 */
export async function createFolder(
  { files }: { files: FileStore },
  caller: Caller,
  { path }: CreateFolderRequest,
): Promise<CreateFolderAnswer> {
  const folder = folderWithSlash(path);
  const key = folderPrefix(caller, folder);
  const [below, file] = await Promise.all([
    files.listDeep({ prefix: key, limit: 1 }),
    currentEtag(files, objectKey(caller, folder.slice(0, -1))),
  ]);
  if (below.files.length > 0) throw alreadyExists('There is a folder with this name already.');
  if (file !== undefined) throw alreadyExists('There is a file with this name already.');
  // Somebody else may be quicker after all of that: the store decides.
  if (!(await files.createMarker(key))) throw alreadyExists('There is a folder with this name already.');
  return { path: folder };
}

function alreadyExists(message: string): CodedError {
  return new CodedError('already-exists', message, { field: 'path' });
}
