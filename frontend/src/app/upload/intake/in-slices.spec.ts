/** @jest-environment node */
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { inSlices } from './in-slices.ts';

afterEach(() => void jest.restoreAllMocks());

const numbers = Array.from({ length: 300 }, (_, index) => index);

describe('inSlices', () => {
  it('hands over everything in order', async () => {
    const got: number[] = [];
    await inSlices(numbers, (slice) => got.push(...slice), 64);
    expect(got).toEqual(numbers);
  });

  it('does a little at once and goes on later when each slice takes long', async () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const got: number[] = [];
    const all = inSlices(
      numbers,
      (slice) => {
        got.push(...slice);
        now += 20;
      },
      64,
    );
    expect(got).toHaveLength(64);
    await all;
    expect(got).toEqual(numbers);
  });
});
