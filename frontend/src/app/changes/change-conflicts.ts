import type { FailedItem } from '@airlock/contract';

import type { GroupState } from './change-words.ts';

const isConflict = ({ code }: FailedItem): boolean => code === 'already-exists';

/** Returns what was left because its new name is taken, as far as the server names it. */
export const conflictsOf = ({ changes }: GroupState): FailedItem[] =>
  changes.flatMap(({ failed }) => failed.filter(isConflict));

/** Returns the group without what was left because its name is taken. The person is asked about that instead. */
export const withoutConflicts = (group: GroupState): GroupState => ({
  ...group,
  changes: group.changes.map((change) => {
    const failed = change.failed.filter((item) => !isConflict(item));
    return { ...change, failed, failedCount: change.failedCount - (change.failed.length - failed.length) };
  }),
});

/** Returns whether a group did nothing at all and has nothing else to tell. */
export const isEmpty = ({ changes, errors }: GroupState): boolean =>
  errors.length === 0 &&
  changes.every(({ doneCount, failedCount, state }) => doneCount + failedCount === 0 && state === 'done');
