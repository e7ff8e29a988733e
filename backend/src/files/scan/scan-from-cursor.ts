import type { FileStore } from '../file-store.ts';
import { remainingGaps } from './gaps.ts';
import type { Gap, Tally } from './key-range.ts';
import { scan } from './scan.ts';
import { fitsCursor, fromScanCursor, toScanCursor } from './scan-cursor.ts';

export interface ScanFromCursor<T extends Tally> {
  /** What tells this scan of one user from all others. */
  readonly list: string;
  /** What all keys begin with. */
  readonly prefix: string;
  readonly cursor: string | undefined;
  /** Makes the tally of one range of keys. */
  readonly newTally: () => T;
}

export interface ScanPage<T> {
  /** What was looked at, in the order of the keys. Nothing of it is looked at again. */
  readonly tallies: readonly T[];
  /** What was left to look at before. The folders of its keys, and no others, may have been found already. */
  readonly gaps: readonly Gap[];
  /** Where to go on; absent when all has been looked at. */
  readonly next?: string;
}

/** Looks at as many files as the time of one call allows, from the place that a cursor names. */
export async function scanFromCursor<T extends Tally>(files: FileStore, from: ScanFromCursor<T>): Promise<ScanPage<T>> {
  const { list, prefix, cursor, newTally } = from;
  const gaps = fromScanCursor(list, cursor);
  const ranges = await scan(files, { prefix, gaps, newTally });
  let keptCount = ranges.length;
  let left = remainingGaps(gaps, ranges);
  // With names as long as they may be, a cursor cannot name many gaps: the last ones are looked at again.
  while (keptCount > 1 && !fitsCursor(left)) left = remainingGaps(gaps, ranges, (keptCount -= 1));
  const tallies = ranges.slice(0, keptCount).map(({ tally }) => tally);
  return { tallies, gaps, ...(left.length > 0 && { next: toScanCursor(list, left) }) };
}
