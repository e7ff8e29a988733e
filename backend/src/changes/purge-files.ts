import type { Change, ItemCode, PurgeFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { objectKey } from '../files/object-key.ts';
import type { StoredVersion, VersionStore } from '../files/version-store.ts';
import { actOnVersions, trashFolder } from './act-on-versions.ts';
import type { ChangeAction, ItemOutcome } from './change-action.ts';
import type { PlannedFile } from './change-record.ts';
import type { ChangeStore } from './change-store.ts';
import { planSlice } from './plan-slice.ts';
import { removeVersions } from './remove-versions.ts';
import { startChange, type ChangeRequest, type EngineNeeds } from './run-change.ts';
import { trashedFile } from './trash.ts';

interface PurgeNeeds {
  readonly versions: VersionStore;
  readonly changes: ChangeStore;
}

/** Removes files in the caller's trash for ever, with all their versions. A file that is not in the trash stays as it is. */
export async function purgeFiles(
  needs: EngineNeeds & PurgeNeeds,
  caller: Caller,
  request: PurgeFilesRequest,
): Promise<{ change: Change }> {
  return { change: await startChange(needs, purgeAction(needs), caller, askedOf(request)) };
}

function askedOf({ items }: PurgeFilesRequest): ChangeRequest {
  const [item] = items;
  if (items === 'all' || item === undefined || typeof item === 'string') {
    return { first: { folder: '' }, itemCount: 1, toDo: [{ folder: '' }] };
  }
  return { first: { path: item.path }, itemCount: items.length, toDo: items };
}

/** What a purge does with its files. */
export function purgeAction({ versions, changes }: PurgeNeeds): ChangeAction {
  return {
    operation: 'purge-files',
    kind: 'purge',
    plan: (caller, slice) =>
      planSlice(
        {
          changes,
          file: ({ path, versionId }) =>
            Promise.resolve(
              versionId === undefined
                ? { path, code: 'not-found' }
                : { key: objectKey(caller, path), version: versionId },
            ),
          folder: trashFolder(versions, caller, ({ versionId }) => versionId),
        },
        caller,
        slice,
      ),
    act: (_, { files, isRepeated }) =>
      actOnVersions<Removal>(versions, files, {
        decide: (file, known) => decide(file, known, isRepeated),
        remove: (removals) => removeInOrder(versions, removals),
      }),
  };
}

/** The versions of one file that are removed, in this order. */
interface Removal {
  readonly older: readonly StoredVersion[];
  readonly newest: readonly StoredVersion[];
  readonly deletions: readonly StoredVersion[];
}

/** Returns what is to be removed of a file, or why nothing is. */
function decide(
  { version }: PlannedFile,
  versions: readonly StoredVersion[],
  isRepeated: boolean,
): ItemOutcome | Removal {
  const [current] = versions;
  if (current?.file !== undefined) return 'changed-meanwhile';
  const trashed = trashedFile(versions);
  const deletions = versions.filter(({ file }) => file === undefined);
  if (trashed === undefined) return isRepeated ? { older: [], newest: [], deletions } : 'not-found';
  if (trashed.versionId !== version) return 'changed-meanwhile';
  const stored = versions.filter(({ file }) => file !== undefined);
  return { older: stored.slice(1), newest: stored.slice(0, 1), deletions };
}

/**
 * Removes the older versions first, then the newest, which says that the purge is not complete, then the deletions, which
 * keep the file out of sight. Whenever it breaks off, no older version has become current, and it can be gone on with.
 */
async function removeInOrder(
  store: VersionStore,
  removals: readonly Removal[],
): Promise<ReadonlyMap<string, ItemCode>> {
  const left = new Map<string, ItemCode>();
  for (const step of ['older', 'newest', 'deletions'] as const) {
    const versions = removals.flatMap((removal) => removal[step]).filter(({ key }) => !left.has(key));
    for (const [key, code] of await removeVersions(store, versions)) left.set(key, code);
  }
  return left;
}
