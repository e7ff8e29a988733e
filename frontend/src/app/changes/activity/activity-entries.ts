import type { Change } from '@airlock/contract';

import type { ActivityFilter } from '../../text/activity-text.ts';
import type { ActivityTransfer } from './activity-transfer.ts';

/** One line of the page: a change of files that are there, or files that were sent or fetched. */
export type ActivityEntry =
  | { readonly kind: 'change'; readonly key: string; readonly change: Change }
  | { readonly kind: 'transfer'; readonly key: string; readonly transfer: ActivityTransfer };

/** Returns what a filter shows, the newest first. `changes` are in this order already. */
export function activityEntries(
  changes: readonly Change[],
  transfers: readonly ActivityTransfer[],
  filter: ActivityFilter,
): readonly ActivityEntry[] {
  const shownChanges = filter === 'all' || filter === 'changes' ? changes : [];
  const shownTransfers = transfers.filter(({ kind }) => filter === 'all' || filter === `${kind}s`);
  const entries: (readonly [startedAtMs: number, entry: ActivityEntry])[] = [
    ...shownChanges.map(
      (change) => [Date.parse(change.startedAt), { kind: 'change', key: change.changeId, change }] as const,
    ),
    ...shownTransfers.map(
      (transfer) => [transfer.startedAtMs, { kind: 'transfer', key: transfer.key, transfer }] as const,
    ),
  ];
  return entries.sort(([a], [b]) => b - a).map(([, entry]) => entry);
}
