import { randomBytes } from 'node:crypto';

import type { ChangeAction } from './change-action.ts';
import type { ChangeRecord } from './change-record.ts';

/** What the record of a change says of the items that were asked for. */
export interface RequestedItems {
  readonly first: ChangeRecord['first'];
  /** New path of the first item, where it is moved or copied. */
  readonly to?: string | undefined;
  readonly itemCount: number;
}

/** Makes the record of a change that begins. */
export function newRecord({ kind }: ChangeAction, { first, to, itemCount }: RequestedItems, begin: Date): ChangeRecord {
  return {
    changeId: newChangeId(begin),
    kind,
    state: 'running',
    first,
    to,
    itemCount,
    nextSlice: 0,
    doneCount: 0,
    failedCount: 0,
    failed: [],
    startedAt: begin.toISOString(),
    updatedAt: begin.toISOString(),
  };
}

const endOfTime = 36 ** 9 - 1;

/** Makes an id that sorts before those of earlier changes, as lists of S3 are in the order of keys. */
function newChangeId(begin: Date): string {
  const left = (endOfTime - begin.getTime()).toString(36).padStart(9, '0');
  return `${left}-${randomBytes(8).toString('hex')}`;
}

/** Returns the record of a change that has ended. */
export function ended(record: ChangeRecord, state: ChangeRecord['state'], now: Date): ChangeRecord {
  return { ...record, state, updatedAt: now.toISOString(), endedAt: now.toISOString() };
}
