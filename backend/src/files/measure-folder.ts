import type { MeasureFolderAnswer, MeasureFolderRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import type { FileStore, StoredListEntry } from './file-store.ts';
import { folderPrefix, isFolderMarker } from './object-key.ts';
import type { Tally } from './scan/key-range.ts';
import { scanFromCursor } from './scan/scan-from-cursor.ts';

/**
 * Counts the caller's files below a folder and adds up their sizes, for as long as one call may take. The whole is the sum of
 * all calls. Throws `invalid-request` for a cursor of another folder or user.
 */
export async function measureFolder(
  { files }: { files: FileStore },
  caller: Caller,
  { folder, cursor }: MeasureFolderRequest,
): Promise<MeasureFolderAnswer> {
  const prefix = folderPrefix(caller, folder);
  const list = JSON.stringify([prefix, 'measure']);
  const { tallies, next } = await scanFromCursor(files, { list, prefix, cursor, newTally: () => new SizeTally() });
  return {
    fileCount: tallies.reduce((sum, { fileCount }) => sum + fileCount, 0),
    totalBytes: tallies.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    ...(next !== undefined && { cursor: next }),
  };
}

class SizeTally implements Tally {
  fileCount = 0;
  totalBytes = 0;

  take(_: string, file: StoredListEntry): boolean {
    if (isFolderMarker(file)) return true;
    this.fileCount += 1;
    this.totalBytes += file.sizeBytes;
    return true;
  }
}
