/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import {
  formatAge,
  formatBytes,
  formatDay,
  formatDaysLeft,
  formatDuration,
  formatMoment,
  formatTime,
} from './format.ts';

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

describe('formatMoment', () => {
  const now = new Date(2026, 4, 12, 0, 30);
  const at = (...of: [number, number, number, number, number]) => new Date(...of).toISOString();
  it('is brief: of this day, of the day before, of this year, of another year', () => {
    const clock = (moment: string) => formatTime(moment);
    const [today, yesterday] = [at(2026, 4, 12, 0, 10), at(2026, 4, 11, 23, 50)];
    expect(formatMoment(today, now)).toBe(`today, ${clock(today)}`);
    expect(formatMoment(yesterday, now)).toBe(`yesterday, ${clock(yesterday)}`);
    expect(formatMoment(at(2026, 0, 5, 14, 3), now)).toMatch(/^Jan 5, 2:03.PM$/);
    expect(formatMoment(at(2025, 11, 31, 14, 3), now)).toBe(formatDay(at(2025, 11, 31, 14, 3)));
    // A clock that is ahead of the server's.
    expect(formatMoment(at(2026, 4, 13, 9, 0), now)).toMatch(/^May 13, /);
  });
});
