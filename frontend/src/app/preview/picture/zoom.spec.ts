/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { fitted, isLarger, moved, zoomedAt } from './zoom.ts';

const view = { width: 400, height: 300 };
const picture = { width: 1600, height: 600 };

describe('zoom', () => {
  it('shows all of a large picture in the middle, and a small one in its own size', () => {
    expect(fitted(view, picture)).toEqual({ scale: 0.25, x: 0, y: 75 });
    expect(fitted(view, { width: 100, height: 100 })).toEqual({ scale: 1, x: 150, y: 100 });
  });

  it('keeps what is under the pointer where it is', () => {
    const before = { scale: 1, x: -600, y: -150 };
    const after = zoomedAt(view, picture, before, 2, { x: 100, y: 50 });
    expect((100 - after.x) / after.scale).toBeCloseTo((100 - before.x) / before.scale);
    expect((50 - after.y) / after.scale).toBeCloseTo((50 - before.y) / before.scale);
  });

  it('becomes no smaller than the window needs, and no larger than sixteen times', () => {
    const fit = fitted(view, picture);
    expect(zoomedAt(view, picture, fit, 0.01, { x: 0, y: 0 })).toEqual(fit);
    expect(zoomedAt(view, picture, fit, 1e6, { x: 0, y: 0 }).scale).toBe(16);
  });

  it('moves no further than its edges', () => {
    const zoom = { scale: 1, x: -600, y: -150 };
    expect(moved(view, picture, zoom, { x: 5_000, y: 5_000 })).toEqual({ scale: 1, x: 0, y: 0 });
    expect(moved(view, picture, zoom, { x: -5_000, y: -5_000 })).toEqual({ scale: 1, x: -1200, y: -300 });
  });

  it('knows when there is something to move', () => {
    expect(isLarger(view, picture, fitted(view, picture))).toBe(false);
    expect(isLarger(view, picture, { scale: 0.3, x: 0, y: 0 })).toBe(true);
  });
});
