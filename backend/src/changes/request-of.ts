import type { ChangeKind, DeleteFilesRequest, RestoreFilesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { changeOf, isTooOldToUndo } from './change-of.ts';
import type { ChangeRequest, EngineNeeds } from './run-change.ts';
import { tooOldToUndo } from './too-old-to-undo.ts';
import { readRecord } from './update-record.ts';

/**
 * Returns the request that undoes a change of one of these kinds. Throws `not-found`, also for a change whose plans may be gone,
 * `invalid-request` for a change of another kind, and `changed-meanwhile` while it runs.
 */
export async function undoneChange(
  { changes, clock }: EngineNeeds,
  caller: Caller,
  changeId: string,
  kinds: readonly ChangeKind[],
): Promise<ChangeRequest> {
  const { record } = await readRecord(changes, caller, changeId);
  const change = changeOf(record, clock.now());
  if (!kinds.includes(change.kind)) {
    throw new CodedError('invalid-request', 'This operation cannot undo that change.', { field: 'change' });
  }
  if (change.state === 'running') {
    throw new CodedError('changed-meanwhile', 'The change is still running: stop it first.', { field: 'change' });
  }
  if (isTooOldToUndo(change.startedAt, clock.now())) throw tooOldToUndo();
  const toDo = [{ change: changeId, slice: 0 }];
  const { first, to, itemCount } = change;
  if (to === undefined) return { first, itemCount, toDo };
  // What was moved or copied lies at its new name.
  return 'path' in first
    ? { first: { path: to }, to: first.path, itemCount, toDo }
    : { first: { folder: to }, to: first.folder, itemCount, toDo };
}

/** Returns the request that the items of a change make, or the undoing of a change. Throws unless there is exactly one. */
export async function requestOf(
  needs: EngineNeeds,
  caller: Caller,
  { items, change }: DeleteFilesRequest | RestoreFilesRequest,
  undoes: readonly ChangeKind[],
): Promise<ChangeRequest> {
  const [item] = items ?? [];
  if (change !== undefined && item === undefined) return undoneChange(needs, caller, change, undoes);
  if (items === undefined || item === undefined || change !== undefined) {
    throw new CodedError('invalid-request', 'Give either items or a change.', { field: 'items' });
  }
  return { first: firstOf(item), itemCount: items.length, toDo: items };
}

function firstOf(item: { readonly path: string } | { readonly folder: string }): ChangeRequest['first'] {
  return 'path' in item ? { path: item.path } : { folder: item.folder };
}
