/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { formatAge, formatBytes, formatDaysLeft, formatDuration } from './format.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [123_456, '121 KB'],
    [16 * 1024 ** 2, '16 MB'],
    [5 * 1024 ** 3, '5 GB'],
    [1023 * 1024, '1 MB'],
  ])('%i is %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('formatAge', () => {
  it.each([
    [0, 'this minute'],
    [59_999, 'this minute'],
    [120_000, '2 minutes ago'],
    [3_600_000, '1 hour ago'],
    [90_000_000, 'yesterday'],
    [172_800_000, '2 days ago'],
    [-5_000, 'this minute'],
  ])('%i ms: %s', (ageMs, words) => {
    expect(formatAge(ageMs)).toBe(words);
  });
});

describe('formatDaysLeft', () => {
  it.each([
    [-1, 'today'],
    [3_600_000, 'tomorrow'],
    [11.2 * 86_400_000, 'in 12 days'],
  ])('%i ms: %s', (leftMs, words) => {
    expect(formatDaysLeft(leftMs)).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '1 sec'],
    [59, '59 sec'],
    [90, '2 min'],
    [3569, '59 min'],
    [3570, '1 hr'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});
