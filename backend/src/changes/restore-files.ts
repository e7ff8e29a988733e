import type { Change, RestoreFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { objectKey } from '../files/object-key.ts';
import type { StoredVersion, VersionStore } from '../files/version-store.ts';
import { actOnVersions, trashFolder } from './act-on-versions.ts';
import type { ChangeAction, ItemOutcome } from './change-action.ts';
import type { PlannedFile } from './change-record.ts';
import type { ChangeStore } from './change-store.ts';
import { planSlice } from './plan-slice.ts';
import { removeVersions } from './remove-versions.ts';
import { startChange, type EngineNeeds } from './run-change.ts';
import { deletionsBefore, trashedFile } from './trash.ts';
import { requestOf } from './request-of.ts';
import { versionsOf } from './versions-by-key.ts';

interface RestoreNeeds {
  readonly versions: VersionStore;
  readonly changes: ChangeStore;
}

/**
 * Makes deleted files of the caller current again by removing their deletions; nothing is copied. A name that is taken
 * stays as it is. Throws `not-found` for a change to undo that is not there.
 */
export async function restoreFiles(
  needs: EngineNeeds & RestoreNeeds,
  caller: Caller,
  request: RestoreFilesRequest,
): Promise<{ change: Change }> {
  const asked = await requestOf(needs, caller, request, ['delete']);
  return { change: await startChange(needs, restoreAction(needs), caller, asked) };
}

/** What a restore does with its files. */
export function restoreAction({ versions, changes }: RestoreNeeds): ChangeAction {
  return {
    operation: 'restore-files',
    kind: 'restore',
    plan: (caller, slice) =>
      planSlice(
        {
          changes,
          file: ({ path }) => fileInTrash(versions, path, objectKey(caller, path)),
          folder: trashFolder(versions, caller, ({ etag }) => etag),
        },
        caller,
        slice,
      ),
    act: (_, { files }) =>
      actOnVersions<Removal>(versions, files, {
        decide,
        remove: (removals) =>
          removeVersions(
            versions,
            removals.flatMap(({ deletions }) => deletions),
          ),
      }),
  };
}

async function fileInTrash(versions: VersionStore, path: string, key: string) {
  const known = await versionsOf(versions, key);
  const trashed = trashedFile(known);
  if (trashed !== undefined) return { key, version: trashed.etag };
  return { path, code: known[0]?.file === undefined ? ('not-found' as const) : ('already-exists' as const) };
}

/** The deletions that are removed of one file. */
interface Removal {
  readonly deletions: readonly StoredVersion[];
}

/** Returns the deletions that hide the version that is meant, or why it is not restored. */
function decide({ version }: PlannedFile, versions: readonly StoredVersion[]): ItemOutcome | Removal {
  const [current] = versions;
  if (current === undefined) return 'not-found';
  const index = versions.findIndex(({ file }) => file?.etag === version);
  if (current.file !== undefined) {
    // It is current already, somebody has stored another version after the deletion, or it never was deleted.
    if (index === 0) return 'done';
    return versions.slice(0, index).some(({ file }) => file === undefined) ? 'already-exists' : 'skipped';
  }
  const deletions = deletionsBefore(versions);
  if (index === -1) return 'not-found';
  return index === deletions.length ? { deletions } : 'changed-meanwhile';
}
