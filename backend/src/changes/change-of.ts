import type { Change, UndoRequest } from '@airlock/contract';

import type { ChangeRecord } from './change-record.ts';

/**
 * Time without progress after which a change counts as failed, in milliseconds. The workflow tries a slice again for about
 * two minutes; a change that is done at once takes seconds.
 */
const longestPause = 5 * 60_000;

/**
 * Time after its begin in which a change can be undone, in milliseconds. The lifecycle of the StateBucket keeps the plans and
 * notes that say what was done for at least 7 days; an undo that begins has an hour to read them.
 */
const undoTime = (7 * 24 - 1) * 60 * 60_000;

/** Returns what a person may know of a change. A change that has made no progress for five minutes has failed. */
export function changeOf(stored: ChangeRecord, now: Date): Change {
  const { changeId, kind, first, to, itemCount, doneCount, totalCount, failedCount, failed, startedAt } = stored;
  const { state, endedAt } = endOf(stored, now);
  const undo = undoOf(stored, state, now);
  return {
    ...{ changeId, kind, state, first, itemCount, doneCount, failedCount, failed, startedAt },
    ...(to !== undefined && { to }),
    ...(totalCount !== undefined && { totalCount }),
    ...(endedAt !== undefined && { endedAt }),
    ...(undo !== undefined && { undo }),
  };
}

function endOf(record: ChangeRecord, now: Date): Pick<ChangeRecord, 'state' | 'endedAt'> {
  const hasBrokenOff = record.state === 'running' && now.getTime() - Date.parse(record.updatedAt) > longestPause;
  return hasBrokenOff ? { state: 'failed', endedAt: record.updatedAt } : record;
}

const undoOperation = {
  delete: 'restore-files',
  restore: 'delete-files',
  purge: undefined,
  move: 'move-files',
  copy: 'delete-files',
} as const;

/** A change that broke off has no count of its last slice, so it can always be undone. */
function undoOf(
  { kind, doneCount, changeId, startedAt }: ChangeRecord,
  state: Change['state'],
  now: Date,
): UndoRequest | undefined {
  const operation = isTooOldToUndo(startedAt, now) ? undefined : undoOperation[kind];
  const hasDone = state !== 'running' && (doneCount > 0 || state === 'failed');
  return operation !== undefined && hasDone ? { operation, request: { change: changeId } } : undefined;
}

/** Whether what a change did may be forgotten by now, so that it cannot be undone any more. */
export function isTooOldToUndo(startedAt: string, now: Date): boolean {
  return now.getTime() >= Date.parse(startedAt) + undoTime;
}
