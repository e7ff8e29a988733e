import type { Change, DeleteFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import type { DeleteOutcome, FileStore } from '../files/file-store.ts';
import { folderPrefix, objectKey } from '../files/object-key.ts';
import type { ChangeAction, ItemOutcome } from './change-action.ts';
import type { ChangeStore } from './change-store.ts';
import { madeCopies } from './copies/undone-copies.ts';
import { planSlice, type FolderPage } from './plan-slice.ts';
import { startChange, type EngineNeeds } from './run-change.ts';
import { requestOf } from './request-of.ts';

/**
 * Deletes files and folders of the caller, each file only while the version that was meant is current. They are in the
 * trash then. Throws `not-found` for a change to undo that is not there.
 */
export async function deleteFiles(
  needs: EngineNeeds & { readonly files: FileStore },
  caller: Caller,
  request: DeleteFilesRequest,
): Promise<{ change: Change }> {
  const asked = await requestOf(needs, caller, request, ['restore', 'copy']);
  return { change: await startChange(needs, deleteAction(needs), caller, { ...asked, to: undefined }) };
}

/** What a delete does with its files. */
export function deleteAction(needs: { readonly files: FileStore; readonly changes: ChangeStore }): ChangeAction {
  const { files, changes } = needs;
  return {
    operation: 'delete-files',
    kind: 'delete',
    plan: (caller, slice) =>
      planSlice(
        {
          changes,
          file: ({ path, etag }) =>
            Promise.resolve(
              etag === undefined ? { path, code: 'not-found' } : { key: objectKey(caller, path), version: etag },
            ),
          folder: ({ folder, after }, limit) =>
            folderPage(files, { prefix: folderPrefix(caller, folder), limit, after }),
          // What a copy made is deleted; what a restore made current has the names that its plan has.
          undone: async (place, plan) => {
            if (plan.files.every(({ copy }) => copy === undefined)) return { files: plan.files, failed: [] };
            const made = await madeCopies(needs, caller, place, plan);
            return { files: made.map(({ to, etag }) => ({ key: to, version: etag })), failed: [] };
          },
        },
        caller,
        slice,
      ),
    act: async (_, { files: planned, isRepeated }) => {
      const versions = planned.map(({ key, version }) => ({ key, etag: version }));
      return (await files.deleteVersions(versions)).map((outcome) => itemOutcome(outcome, isRepeated));
    },
  };
}

async function folderPage(
  files: FileStore,
  { prefix, limit, after }: { prefix: string; limit: number; after: string | undefined },
): Promise<FolderPage> {
  const page = await files.listDeep({ prefix, limit, ...(after !== undefined && { after }) });
  const last = page.files.at(-1);
  return {
    files: page.files.map(({ key, etag, modifiedAt }) => ({ key, version: etag, since: modifiedAt })),
    ...(page.hasMore && last !== undefined && { after: last.key }),
  };
}

/** When a slice is repeated, a file that is gone was deleted by the call before. */
function itemOutcome(outcome: DeleteOutcome, isRepeated: boolean): ItemOutcome {
  switch (outcome) {
    case 'deleted':
      return 'done';
    case 'absent':
      return isRepeated ? 'done' : 'not-found';
    case 'changed':
      return 'changed-meanwhile';
    case 'refused':
      return 'storage-refused';
    case 'unknown':
      return 'unavailable';
  }
}
