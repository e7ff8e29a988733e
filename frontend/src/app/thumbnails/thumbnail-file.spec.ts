/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { bytesForThumbnail } from './thumbnail-file.ts';

describe('bytesForThumbnail', () => {
  it.each([
    ['a.png', 1_000, 1_000],
    ['a.PNG', 262_144, 262_144],
    ['a.png', 262_145, 0],
    ['a.jpg', 262_145, 65_536],
    ['a.jpeg', 40_000_000_000, 65_536],
    ['a.jpg', 0, 0],
    ['a.svg', 100, 0],
    ['a.pdf', 100, 0],
    ['jpg', 100, 0],
  ])('%s of %i bytes costs %i', (name, sizeBytes, cost) => {
    expect(bytesForThumbnail({ name, sizeBytes })).toBe(cost);
  });
});
