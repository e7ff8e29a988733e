import type { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';

/** Where a person is in a list: the row at the top of the viewport and the row that Tab reaches, by path. */
export interface ListPlace {
  readonly top: string;
  /** How far the row at the top is scrolled out of the viewport, in CSS pixels. */
  readonly shiftPx: number;
  readonly active: string;
}

interface Row {
  readonly path: string;
}

/**
 * Keeps what a person looks at where it is while rows come and go above it: the row under the pointer, else the row with
 * the focus, else the first that is visible. At the top of a list without either, new rows may push the others down.
 */
export class RowAnchor {
  #before: readonly Row[] = [];
  #isPlaced = false;

  /**
   * Must be called when `rows` have been rendered in place of those before. `place` is where the person was in the list in
   * an earlier visit.
   */
  follow(
    viewport: CdkVirtualScrollViewport,
    rows: readonly Row[],
    rowHeight: number,
    place: ListPlace | undefined,
  ): void {
    const before = this.#before;
    this.#before = rows;
    const offset = viewport.measureScrollOffset();
    if (place && !this.#isPlaced) {
      const index = offset > 0 ? -1 : indexOf(rows, place.top);
      this.#isPlaced = offset > 0 || index >= 0;
      if (index >= 0) scrollTo(viewport, index * rowHeight + place.shiftPx);
      return;
    }
    const path = watchedPath(viewport, rows) ?? (offset > 0 ? before[Math.floor(offset / rowHeight)]?.path : undefined);
    const moved = path === undefined ? 0 : movedBy(path, before, rows);
    if (moved !== 0) scrollTo(viewport, offset + moved * rowHeight);
  }

  /** Forgets the rows, so that the next ones are not compared with them: they are in another order. */
  forget(): void {
    this.#before = [];
  }
}

/** Returns where a person is in `rows`; `undefined` at the top, where every list begins. */
export function placeIn(
  viewport: CdkVirtualScrollViewport,
  rows: readonly Row[],
  active: number,
  rowHeight: number,
): ListPlace | undefined {
  const offset = viewport.measureScrollOffset();
  const top = rows[Math.floor(offset / rowHeight)]?.path;
  const activePath = rows[active]?.path;
  if (top === undefined || activePath === undefined || (offset === 0 && active === 0)) return undefined;
  return { top, shiftPx: offset % rowHeight, active: activePath };
}

/** Returns the path of the row under the pointer, or else with the focus. */
function watchedPath(viewport: CdkVirtualScrollViewport, rows: readonly Row[]): string | undefined {
  const list = viewport.elementRef.nativeElement;
  const row = list.querySelector('[role=row]:hover') ?? list.querySelector('[role=row]:focus-within');
  // aria-rowindex counts from 1 and includes the head.
  return row ? rows[Number(row.getAttribute('aria-rowindex')) - 2]?.path : undefined;
}

function movedBy(path: string, before: readonly Row[], now: readonly Row[]): number {
  const [from, to] = [indexOf(before, path), indexOf(now, path)];
  return from < 0 || to < 0 ? 0 : to - from;
}

const indexOf = (rows: readonly Row[], path: string): number => rows.findIndex((row) => row.path === path);

/** Scrolls now and in the next frame: until a longer list is laid out, the browser scrolls no further than its old end. */
function scrollTo(viewport: CdkVirtualScrollViewport, offset: number): void {
  viewport.scrollToOffset(offset);
  requestAnimationFrame(() => {
    if (viewport.measureScrollOffset() < offset) viewport.scrollToOffset(offset);
  });
}
