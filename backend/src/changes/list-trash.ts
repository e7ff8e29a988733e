import type { ListTrashAnswer, ListTrashRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { badCursor, fromCursor, toCursor } from '../files/list-cursor.ts';
import { folderPrefix, pathOf } from '../files/object-key.ts';
import type { VersionStore } from '../files/version-store.ts';
import { trashPage } from './trash.ts';

const filesPerPage = 1000;
const day = 24 * 60 * 60 * 1000;

export interface TrashNeeds {
  readonly versions: VersionStore;
  /** Days for which S3 keeps a version after it was deleted or replaced. */
  readonly noncurrentDays: number;
}

/**
 * Lists one page of the caller's deleted files and folder markers below a folder, at any depth. Throws
 * `invalid-request` for a strange cursor.
 */
export async function listTrash(
  { versions, noncurrentDays }: TrashNeeds,
  caller: Caller,
  { folder = '', cursor }: ListTrashRequest,
): Promise<ListTrashAnswer> {
  const prefix = folderPrefix(caller, folder);
  const list = `trash of ${prefix}`;
  const after = cursor === undefined ? undefined : fromCursor(list, cursor);
  if (cursor !== undefined && after?.startsWith(prefix) !== true) throw badCursor();
  const page = await trashPage(versions, { prefix, limit: filesPerPage, after });
  return {
    // The marker of a folder is listed like a file: an empty folder is nothing else.
    files: page.files.map(({ key, versionId, sizeBytes, deletedAt }) => ({
      path: pathOf(caller, key),
      versionId,
      sizeBytes,
      deletedAt: deletedAt.toISOString(),
      purgedAt: purgedAt(deletedAt, noncurrentDays).toISOString(),
    })),
    ...(page.after !== undefined && { cursor: toCursor(list, page.after) }),
  };
}

/**
 * Returns from when on S3 may remove a version: that many days later, at the next midnight in UTC.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function purgedAt(deletedAt: Date, noncurrentDays: number): Date {
  return new Date((Math.floor(deletedAt.getTime() / day) + noncurrentDays + 1) * day);
}
