import type { RememberedDownload } from './download-record.ts';
import { notStarted, type DownloadRow } from './download-row.ts';

/**
 * Returns the row of a download that an earlier page of this tab did not finish. The browser goes on by itself with what it has
 * begun to write, so that row has its attempt. Requests that it had not answered ended with their page, and so did what the
 * page wrote to a folder: the person is asked for the folder again.
 */
export function restoredRow({ isRunning, isOnDisk, ...kept }: RememberedDownload): Omit<DownloadRow, 'id'> {
  const { path, archive, versionId, attempt, sizeBytes } = kept;
  if (isRunning && attempt !== undefined) {
    return { path, archive, versionId, attempt, sizeBytes, state: { kind: 'preparing' } };
  }
  return { path, archive, disk: isOnDisk ? { folder: undefined } : undefined, versionId, ...notStarted };
}
