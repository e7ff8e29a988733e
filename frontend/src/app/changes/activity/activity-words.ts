import type { Change } from '@airlock/contract';

import { nameOf, parentOf } from '../../format/name-of.ts';
import { activityText as text } from '../../text/activity-text.ts';

/** What the page says about a change. */
export interface ActivityWords {
  /** What was or is done: `Deleted 3,000 files from “reports”`. */
  readonly title: string;
  /** How far it is, or why it ended early; `undefined` when the title says it all. */
  readonly state: string | undefined;
}

export function activityWords(change: Change): ActivityWords {
  const { state, doneCount, totalCount } = change;
  if (state === 'running') {
    return { title: titleOf('running', change, totalCount), state: text.progress(doneCount, totalCount) };
  }
  const title = doneCount > 0 ? titleOf('done', change, doneCount) : titleOf('notDone', change, totalCount);
  return { title, state: stateOf(change) };
}

/** Whether something got another name in its folder, and was not moved into another one. */
export const isRename = ({ kind, first, to, itemCount }: Change): boolean =>
  kind === 'move' && itemCount === 1 && to !== undefined && parentOf(pathOf(first)) === parentOf(to);

const pathOf = (first: Change['first']): string => ('path' in first ? first.path : first.folder);
const namedFolder = (folder: string): string => (folder === '' ? text.top : text.one(nameOf(folder)));

function titleOf(how: 'running' | 'done' | 'notDone', change: Change, n: number | undefined): string {
  const { kind, first, to } = change;
  if (to === undefined) return text[how][kind](whatOf(change, n));
  if (isRename(change)) return text.renamed[how](text.one(nameOf(pathOf(first))), nameOf(to));
  return text[how][kind](text.to(wholeOf(change, n), namedFolder(parentOf(to))));
}

function stateOf(change: Change): string | undefined {
  const { state, first, to, itemCount } = change;
  if (state === 'stopped') return text.stopped;
  if (state === 'failed') return text.broken;
  const name = nameOf(pathOf(first));
  if (itemCount > 1) return 'path' in first || to !== undefined ? text.alsoItems(name, itemCount - 1) : undefined;
  const isNewName = to !== undefined && !isRename(change) && nameOf(to) !== name;
  return isNewName ? text.newName(nameOf(to)) : undefined;
}

function whatOf({ kind, first, itemCount }: Change, n: number | undefined): string {
  if (itemCount > 1) return text.some(n);
  if ('path' in first) return text.one(nameOf(first.path));
  const top = kind === 'purge' ? text.trash : text.top;
  return text.inFolder[kind](text.some(n), first.folder === '' ? top : text.one(nameOf(first.folder)));
}

/** Names what goes somewhere: a folder goes as a whole. */
function wholeOf({ first, itemCount }: Change, n: number | undefined): string {
  if (itemCount > 1) return text.some(n);
  return 'path' in first ? text.one(nameOf(first.path)) : text.wholeFolder(nameOf(first.folder), n);
}

/** Returns how much of a running change is done, in percent; `undefined` when nobody knows. */
export function percentOf({ doneCount, failedCount, totalCount }: Change): number | undefined {
  return totalCount === undefined || totalCount === 0
    ? undefined
    : Math.min(100, Math.floor(((doneCount + failedCount) / totalCount) * 100));
}
