import type { DeleteFileRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import type { FileStore } from './file-store.ts';
import { objectKey } from './object-key.ts';

/** Deletes one of the caller's files. The call may be repeated: it also succeeds when the file does not exist. */
export async function deleteFile(
  { files }: { files: FileStore },
  caller: Caller,
  { path }: DeleteFileRequest,
): Promise<void> {
  await files.delete(objectKey(caller, path));
}
