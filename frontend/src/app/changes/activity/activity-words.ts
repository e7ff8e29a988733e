import type { Change } from '@airlock/contract';

import { nameOf } from '../../format/name-of.ts';
import { activityText as text } from '../../text/activity-text.ts';

/** What the page says about a change. */
export interface ActivityWords {
  /** What was or is done: `Deleted 3,000 files from “reports”`. */
  readonly title: string;
  /** How far it is, or why it ended early; `undefined` when the title says it all. */
  readonly state: string | undefined;
}

export function activityWords(change: Change): ActivityWords {
  const { kind, state, doneCount, totalCount } = change;
  if (state === 'running') {
    return { title: text.running[kind](whatOf(change, totalCount)), state: text.progress(doneCount, totalCount) };
  }
  const title =
    doneCount > 0 ? text.done[kind](whatOf(change, doneCount)) : text.notDone[kind](whatOf(change, totalCount));
  return { title, state: stateOf(change) };
}

function stateOf({ state, first, itemCount }: Change): string | undefined {
  if (state === 'stopped') return text.stopped;
  if (state === 'failed') return text.broken;
  return 'path' in first && itemCount > 1 ? text.alsoItems(nameOf(first.path), itemCount - 1) : undefined;
}

function whatOf({ kind, first, itemCount }: Change, n: number | undefined): string {
  if (itemCount > 1) return text.some(n);
  if ('path' in first) return text.one(nameOf(first.path));
  const top = kind === 'purge' ? text.trash : text.top;
  return text.inFolder[kind](text.some(n), first.folder === '' ? top : text.one(nameOf(first.folder)));
}

/** Returns how much of a running change is done, in percent; `undefined` when nobody knows. */
export function percentOf({ doneCount, failedCount, totalCount }: Change): number | undefined {
  return totalCount === undefined || totalCount === 0
    ? undefined
    : Math.min(100, Math.floor(((doneCount + failedCount) / totalCount) * 100));
}
