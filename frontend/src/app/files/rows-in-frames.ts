import { computed, effect, linkedSignal, type Signal } from '@angular/core';

/** Number of rows that are drawn in one frame. */
export const rowsPerFrame = 20;

/**
 * Returns the first of `rows`, more with each frame until they are all there: a few hundred rows at once hold up the page. A
 * list that is shown in another way, as `anew` says, begins again with few. Rows that come later are drawn a few at a time
 * too. Must be called where an effect may be created.
 */
export function rowsInFrames<Row>(rows: Signal<readonly Row[]>, anew: () => unknown): Signal<readonly Row[]> {
  const drawnCount = linkedSignal({ source: anew, computation: () => rowsPerFrame });
  effect((onCleanup) => {
    if (drawnCount() >= rows().length) return;
    const frame = requestAnimationFrame(() => drawnCount.update((count) => count + rowsPerFrame));
    onCleanup(() => cancelAnimationFrame(frame));
  });
  return computed(() => rows().slice(0, drawnCount()));
}
