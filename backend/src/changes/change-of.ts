import type { Change, UndoRequest } from '@airlock/contract';

import type { ChangeRecord } from './change-record.ts';

/**
 * Time without progress after which a change counts as failed, in milliseconds. The workflow tries a slice again for about
 * two minutes; a change that is done at once takes seconds.
 */
const longestPause = 5 * 60_000;

/** Returns what a person may know of a change. A change that has made no progress for five minutes has failed. */
export function changeOf({ nextSlice: _, updatedAt, ...record }: ChangeRecord, now: Date): Change {
  const hasBrokenOff = record.state === 'running' && now.getTime() - Date.parse(updatedAt) > longestPause;
  const change = hasBrokenOff ? { ...record, state: 'failed' as const, endedAt: updatedAt } : record;
  const undo = undoOf(change);
  return { ...change, ...(undo !== undefined && { undo }) };
}

const undoOperation = { delete: 'restore-files', restore: 'delete-files', purge: undefined } as const;

/** A change that broke off has no count of its last slice, so it can always be undone. */
function undoOf({ kind, state, doneCount, changeId }: Omit<Change, 'undo'>): UndoRequest | undefined {
  const operation = undoOperation[kind];
  const hasDone = state !== 'running' && (doneCount > 0 || state === 'failed');
  return operation !== undefined && hasDone ? { operation, request: { change: changeId } } : undefined;
}
