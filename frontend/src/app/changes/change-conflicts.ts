import type { FailedItem } from '@airlock/contract';

import type { GroupState } from './change-words.ts';

/** The files and folders whose new names a person can be asked about: those that were asked for. */
export type AskedPaths = ReadonlySet<string>;

export const askedPaths = (paths: readonly string[]): AskedPaths => new Set(paths);

/**
 * A file in a folder that was asked for is no conflict: nobody can keep it beside the other one without its folder. It is
 * told as what has failed.
 */
const isConflict = ({ code, path }: FailedItem, asked: AskedPaths): boolean =>
  code === 'already-exists' && asked.has(path);

/** Returns what was left because its new name is taken, as far as the server names it. */
export const conflictsOf = ({ changes }: GroupState, asked: AskedPaths): FailedItem[] =>
  changes.flatMap(({ failed }) => failed.filter((item) => isConflict(item, asked)));

/** Returns the group without what was left because its name is taken. The person is asked about that instead. */
export const withoutConflicts = (group: GroupState, asked: AskedPaths): GroupState => ({
  ...group,
  changes: group.changes.map((change) => {
    const failed = change.failed.filter((item) => !isConflict(item, asked));
    return { ...change, failed, failedCount: change.failedCount - (change.failed.length - failed.length) };
  }),
});

/** Returns whether a group did nothing at all and has nothing else to tell. */
export const isEmpty = ({ changes, errors }: GroupState): boolean =>
  errors.length === 0 &&
  changes.every(({ doneCount, failedCount, state }) => doneCount + failedCount === 0 && state === 'done');
