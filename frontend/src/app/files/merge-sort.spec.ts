/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { mergeInSteps, sortInSteps } from './merge-sort.ts';

interface Item {
  readonly key: number;
  readonly at: number;
}
const byKey = (a: Item, b: Item) => a.key - b.key;
const items = (keys: readonly number[], from = 0): Item[] => keys.map((key, index) => ({ key, at: from + index }));

function end<T>(steps: Generator<void, T>): { result: T; stepCount: number } {
  for (let stepCount = 0; ; stepCount += 1) {
    const { done, value } = steps.next();
    if (done === true) return { result: value, stepCount };
  }
}

describe('sortInSteps and mergeInSteps', () => {
  it('sort as the browser does, and keep the order of equals', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 2_000, size: 'max' });
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        const [first, second] = [items(one), items(other, one.length)];
        const sorted = end(sortInSteps(first, byKey)).result;
        expect(sorted).toEqual(first.toSorted(byKey));
        const merged = end(mergeInSteps(sorted, end(sortInSteps(second, byKey)).result, byKey)).result;
        expect(merged).toEqual([...first, ...second].toSorted(byKey));
      }),
      { numRuns: 50 },
    );
  });

  it('can be interrupted all along', () => {
    const many = items(Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 10_000));
    expect(end(sortInSteps(many, byKey)).stepCount).toBeGreaterThan(200);
  });

  it('compares next to nothing of pages that arrive in order', () => {
    let compared = 0;
    const counting = (a: Item, b: Item) => {
      compared += 1;
      return byKey(a, b);
    };
    const [before, after] = [items([...Array(50_000).keys()]), items([50_000, 50_001])];
    expect(end(mergeInSteps(before, after, counting)).result).toHaveLength(50_002);
    expect(compared).toBeLessThan(20);
  });
});
