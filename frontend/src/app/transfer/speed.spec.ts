/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { addSample, bytesPerSecond, secondsLeft, type Sample } from './speed.ts';

const samples = (...pairs: [number, number][]) =>
  pairs.reduce<readonly Sample[]>((before, [atMs, bytes]) => addSample(before, { atMs, bytes }), []);

describe('speed', () => {
  it('is unknown until there is enough to tell', () => {
    expect(bytesPerSecond(samples([0, 0], [500, 1000]))).toBeUndefined();
  });

  it('is measured over the last seconds only', () => {
    expect(bytesPerSecond(samples([0, 0], [1000, 1000]))).toBe(1000);
    expect(bytesPerSecond(samples([0, 0], [10_000, 1000], [12_000, 9000]))).toBe(4000);
  });

  it('keeps few samples of many', () => {
    const many = Array.from({ length: 1000 }, (_, ms): [number, number] => [ms, ms]);
    expect(samples(...many)).toHaveLength(5);
  });

  it('starts over when a retry begins anew', () => {
    expect(samples([0, 0], [1000, 5000], [1100, 0])).toEqual([{ atMs: 1100, bytes: 0 }]);
  });

  it.each([
    [1000, 100, 10],
    [1001, 100, 11],
    [1000, 0, undefined],
    [1000, undefined, undefined],
  ])('%s bytes at %s per second: %s seconds', (bytes, speed, seconds) => {
    expect(secondsLeft(bytes, speed)).toBe(seconds);
  });
});
