import type { ItemCode } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { folderPrefix } from '../files/object-key.ts';
import type { StoredVersion, VersionStore } from '../files/version-store.ts';
import type { ItemOutcome } from './change-action.ts';
import type { PlannedFile } from './change-record.ts';
import type { SliceSources } from './plan-slice.ts';
import { trashPage, type TrashedFile } from './trash.ts';
import { versionsOfAll } from './versions-of-all.ts';

/** Returns how a change finds the files of a folder that are in the trash. `versionOf` says how it names their version. */
export function trashFolder(
  store: VersionStore,
  caller: Caller,
  versionOf: (file: TrashedFile) => string,
): SliceSources['folder'] {
  return async ({ folder, after }, limit) => {
    const page = await trashPage(store, { prefix: folderPrefix(caller, folder), limit, after });
    return {
      ...page,
      files: page.files.map((file) => ({ key: file.key, version: versionOf(file), since: file.deletedAt })),
    };
  };
}

/** How a change removes versions of files. */
export interface VersionRemoval<TRemoval extends object> {
  /** Returns what is to be removed of a file, or why nothing is. */
  readonly decide: (file: PlannedFile, versions: readonly StoredVersion[]) => ItemOutcome | TRemoval;
  /** Removes it. Returns why, for each key of which S3 did not say that all of it is gone. */
  readonly remove: (removals: readonly TRemoval[]) => Promise<ReadonlyMap<string, ItemCode>>;
}

/** Reads the versions of the files, removes what `decide` says, and returns the outcomes in the same order. */
export async function actOnVersions<TRemoval extends object>(
  store: VersionStore,
  files: readonly PlannedFile[],
  { decide, remove }: VersionRemoval<TRemoval>,
): Promise<readonly ItemOutcome[]> {
  const known = await versionsOfAll(
    store,
    files.map(({ key }) => key),
  );
  const decided = files.map((file) => ({ key: file.key, it: decide(file, known.get(file.key) ?? []) }));
  const left = await remove(decided.flatMap(({ it }) => (typeof it === 'string' ? [] : [it])));
  return decided.map(({ key, it }) => (typeof it === 'string' ? it : (left.get(key) ?? 'done')));
}
