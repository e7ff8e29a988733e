import type { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';

import type { ListGeometry } from './list-geometry.ts';

/** A list in which keys move the focus. */
export interface KeyedList {
  readonly active: number;
  readonly count: number;
  /** Number of lines in the viewport. */
  readonly pageRows: number;
  /** Number of items in a line. */
  readonly perRow: number;
}

/** Returns the item to which a key moves the focus; `undefined` when the key moves nothing. */
export function rowAfterKey(key: string, { active, count, pageRows, perRow }: KeyedList): number | undefined {
  const page = Math.max(1, pageRows - 1) * perRow;
  const steps: Record<string, number> = {
    ArrowDown: perRow,
    ArrowUp: -perRow,
    PageDown: page,
    PageUp: -page,
    Home: -Infinity,
    End: Infinity,
    ...(perRow > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}),
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const target = active + step;
  // Up and down stay in their column: there is no line above the first.
  if (key === 'ArrowUp' && target < 0) return active;
  return Math.min(Math.max(target, 0), count - 1);
}

/** Scrolls as little as is needed to show an item. */
export function scrollToRow(
  viewport: CdkVirtualScrollViewport,
  index: number,
  { rowHeight, perRow }: ListGeometry,
): void {
  const top = Math.floor(index / perRow) * rowHeight;
  const offset = viewport.measureScrollOffset();
  const height = viewport.getViewportSize();
  if (top < offset) viewport.scrollToOffset(top);
  else if (top + rowHeight > offset + height) viewport.scrollToOffset(top + rowHeight - height);
}
