import type { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';

import type { ListGeometry } from './list-geometry.ts';

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
  #geometry: ListGeometry | undefined;

  /**
   * Must be called when `rows` have been rendered in place of those before. `place` is where the person was in the list in
   * an earlier visit.
   */
  follow(
    viewport: CdkVirtualScrollViewport,
    rows: readonly Row[],
    geometry: ListGeometry,
    place: ListPlace | undefined,
  ): void {
    const before = this.#before;
    const laidOut = this.#geometry ?? geometry;
    this.#before = rows;
    this.#geometry = geometry;
    const offset = viewport.measureScrollOffset();
    if (laidOut.rowHeight !== geometry.rowHeight || laidOut.perRow !== geometry.perRow) {
      scrollTo(viewport, topOf(firstAt(offset, laidOut), geometry));
      return;
    }
    if (place && !this.#isPlaced) {
      const index = offset > 0 ? -1 : indexOf(rows, place.top);
      this.#isPlaced = offset > 0 || index >= 0;
      if (index >= 0) scrollTo(viewport, topOf(index, geometry) + place.shiftPx);
      return;
    }
    const path =
      watchedPath(viewport, rows, geometry) ?? (offset > 0 ? before[firstAt(offset, geometry)]?.path : undefined);
    const moved = path === undefined ? 0 : movedBy(path, before, rows, geometry);
    if (moved !== 0) scrollTo(viewport, offset + moved);
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
  geometry: ListGeometry,
): ListPlace | undefined {
  const offset = viewport.measureScrollOffset();
  const top = rows[firstAt(offset, geometry)]?.path;
  const activePath = rows[active]?.path;
  if (top === undefined || activePath === undefined || (offset === 0 && active === 0)) return undefined;
  return { top, shiftPx: offset % geometry.rowHeight, active: activePath };
}

/** Returns the path of the row under the pointer, or else with the focus. */
function watchedPath(
  viewport: CdkVirtualScrollViewport,
  rows: readonly Row[],
  { selector, indexOf }: ListGeometry,
): string | undefined {
  const list = viewport.elementRef.nativeElement;
  const row = list.querySelector(`${selector}:hover`) ?? list.querySelector(`${selector}:focus-within`);
  return row ? rows[indexOf(row)]?.path : undefined;
}

/** Returns how far an item has moved down, in CSS pixels. */
function movedBy(path: string, before: readonly Row[], now: readonly Row[], geometry: ListGeometry): number {
  const [from, to] = [indexOf(before, path), indexOf(now, path)];
  return from < 0 || to < 0 ? 0 : topOf(to, geometry) - topOf(from, geometry);
}

const topOf = (index: number, { rowHeight, perRow }: ListGeometry): number => Math.floor(index / perRow) * rowHeight;
const firstAt = (offset: number, { rowHeight, perRow }: ListGeometry): number =>
  Math.floor(offset / rowHeight) * perRow;

const indexOf = (rows: readonly Row[], path: string): number => rows.findIndex((row) => row.path === path);

/** Scrolls now and in the next frame: until a longer list is laid out, the browser scrolls no further than its old end. */
function scrollTo(viewport: CdkVirtualScrollViewport, offset: number): void {
  viewport.scrollToOffset(offset);
  requestAnimationFrame(() => {
    if (viewport.measureScrollOffset() < offset) viewport.scrollToOffset(offset);
  });
}
