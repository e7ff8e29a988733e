import type { Gap, KeyRange, Tally } from './key-range.ts';

/**
 * Returns what is left to look at of gaps that were scanned as `ranges`, in order. Only the first `keptCount` ranges count as
 * looked at. A gap begins after a key that was looked at, now or in an earlier call, and ends at one: so the folders of those
 * keys, and no others, may have been found before.
 */
export function remainingGaps(
  gaps: readonly Gap[],
  ranges: readonly KeyRange<Tally>[],
  keptCount = ranges.length,
): readonly Gap[] {
  const parts = ranges.map((range, index) => ({ range, isKept: index < keptCount }));
  return gaps.flatMap((gap, index) =>
    gapsWithin(
      gap,
      parts.filter(({ range }) => range.gap === index),
    ),
  );
}

interface Part {
  readonly range: KeyRange<Tally>;
  readonly isKept: boolean;
}

function gapsWithin(gap: Gap, parts: readonly Part[]): readonly Gap[] {
  const left: Gap[] = [];
  let lastKey = gap.after;
  /** Where the gap begins that has no end yet. */
  let open: string | undefined;
  for (const { range, isKept } of parts) {
    if (isKept && range.first !== undefined) {
      if (open !== undefined) left.push({ after: open, before: shortestAfter(range.from, range.first) });
      open = undefined;
      lastKey = range.position;
    }
    if (!isKept || !range.isDone) open ??= lastKey;
  }
  if (open !== undefined) left.push({ after: open, before: gap.before });
  return left;
}

/** Returns the shortest beginning of `key` that comes after `from`. No key lies between `from` and `key`, so none is lost. */
function shortestAfter(from: string, key: string): string {
  const [before, characters] = [Array.from(from), Array.from(key)];
  const same = characters.findIndex((character, index) => character !== before[index]);
  return characters.slice(0, same + 1).join('');
}
