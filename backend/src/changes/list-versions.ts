import type { ListVersionsAnswer, ListVersionsRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { BadListPosition } from '../files/file-store.ts';
import { badCursor, fromCursor, toCursor } from '../files/list-cursor.ts';
import { objectKey } from '../files/object-key.ts';
import type { VersionPage, VersionStore } from '../files/version-store.ts';

const versionsPerPage = 200;

/** Lists one page of the versions of the caller's file, the newest first. Throws `invalid-request` for a strange cursor. */
export async function listVersions(
  { versions }: { versions: VersionStore },
  caller: Caller,
  { path, cursor }: ListVersionsRequest,
): Promise<ListVersionsAnswer> {
  const key = objectKey(caller, path);
  const list = `versions of ${key}`;
  const versionId = cursor === undefined ? undefined : fromCursor(list, cursor);
  if (cursor !== undefined && versionId === undefined) throw badCursor();
  const page = await pageOf(versions, key, versionId);
  return {
    versions: page.versions
      // Keys that only begin with this key come after it.
      .filter((version) => version.key === key)
      .map((version) => ({
        versionId: version.versionId,
        ...version.file,
        storedAt: version.modifiedAt.toISOString(),
        isDeletion: version.file === undefined,
        isCurrent: version.isCurrent,
      })),
    ...(page.next?.key === key && page.next.versionId !== undefined && { cursor: toCursor(list, page.next.versionId) }),
  };
}

async function pageOf(versions: VersionStore, key: string, versionId: string | undefined): Promise<VersionPage> {
  try {
    const after = versionId === undefined ? {} : { after: { key, versionId } };
    return await versions.listVersions({ prefix: key, limit: versionsPerPage, ...after });
  } catch (error) {
    throw error instanceof BadListPosition ? badCursor() : error;
  }
}
