import { describe, expect, it } from '@jest/globals';

import { maxFileBytes, maxPartBytes } from './limits.ts';
import { partPlan, partSize } from './part-plan.ts';

const mib = 1024 ** 2;

describe('partPlan', () => {
  it.each([
    [1, 16 * mib, 1],
    [16 * mib, 16 * mib, 1],
    [16 * mib + 1, 16 * mib, 2],
    [160_000 * mib, 16 * mib, 10_000],
    [160_000 * mib + 1, 17 * mib, 9412],
    [maxFileBytes, maxPartBytes, 10_000],
  ])('cuts %d bytes into parts of %d', (sizeBytes, partSizeBytes, partCount) => {
    expect(partPlan(sizeBytes)).toEqual({ partSizeBytes, partCount });
  });

  it.each([1, 16 * mib - 1, 16 * mib, 16 * mib + 1, 5000 * mib + 3])(
    'has parts that add up to %d bytes',
    (sizeBytes) => {
      const plan = partPlan(sizeBytes);
      const sizes = Array.from({ length: plan.partCount }, (_, index) => partSize(sizeBytes, plan, index + 1));
      expect(sizes.reduce((sum, size) => sum + size)).toBe(sizeBytes);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    },
  );
});
