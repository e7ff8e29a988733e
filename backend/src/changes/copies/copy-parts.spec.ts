import { describe, expect, it } from '@jest/globals';

import { copyPartBytes, missingParts } from './copy-parts.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const etag = '"0123456789abcdef0123456789abcdef-384"';

describe('the parts of a large copy', () => {
  it('cover every byte once, 10,000 at most', () => {
    for (const sizeBytes of [256 * mib + 1, 6 * gib, 5 * 1024 * gib, 48 * 1024 * gib]) {
      const parts = missingParts(sizeBytes, []);
      expect(parts.length).toBeLessThanOrEqual(10_000);
      expect(parts.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(sizeBytes);
      expect(parts.every(({ first }, index) => first === (parts[index - 1]?.last ?? -1) + 1)).toBe(true);
      expect(copyPartBytes(sizeBytes)).toBeLessThanOrEqual(5 * gib);
    }
  });

  it('are those that are not there', () => {
    const there = [1, 3].map((partNumber) => ({ partNumber, etag }));
    expect(missingParts(gib, there).map(({ partNumber }) => partNumber)).toEqual([2, 4]);
  });
});
