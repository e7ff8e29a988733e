import { foldersTo } from '../files/folder-path.ts';
import type { GroupState } from './change-words.ts';

/** What the server did of some requests, and why others failed. */
type Ended = Pick<GroupState, 'changes' | 'errors'>;

/** Whether the group did all that was asked, but for the files that it names. Otherwise only a new list knows. */
export const isCertain = ({ changes, errors }: Ended): boolean =>
  errors.length === 0 &&
  changes.every(({ state, failed, failedCount }) => state === 'done' && failed.length === failedCount);

/** Whether everything that was asked for was done. */
export const isWhole = (ended: Ended): boolean =>
  isCertain(ended) && ended.changes.every(({ failedCount }) => failedCount === 0);

/**
 * Returns those of `paths` of which nothing was left. A folder is left as long as one of its files is. The server names
 * what it left as it was asked for: a file and a folder of one name, `a` and `a/`, are two.
 */
export function donePaths(paths: readonly string[], { changes }: GroupState): string[] {
  const failed = changes.flatMap((change) => change.failed.map(({ path }) => path));
  const left = new Set(failed.flatMap((path) => [path, ...foldersTo(path)]));
  return paths.filter((path) => !left.has(path));
}

/** Returns those of `paths` of which nothing was left, as far as that is certain. */
export const certainlyDone = (paths: readonly string[], ended: GroupState): readonly string[] =>
  isCertain(ended) ? donePaths(paths, ended) : [];
