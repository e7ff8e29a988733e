import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { hardTexts, shippedPatterns, type Pattern } from './patterns.ts';

const length = 100_000;
/** A pattern that reads each place once needs about a millisecond of a processor, and one that reads each pair of places seconds. */
const mostMs = 200;

/** Returns whether the pattern takes long for one of the texts that are hard for it. */
function isSlow(pattern: Pattern): boolean {
  return hardTexts(pattern, length).some((text) => {
    pattern.expression.lastIndex = 0;
    const began = process.cpuUsage();
    text.replace(pattern.expression, '');
    return process.cpuUsage(began).user / 1000 > mostMs;
  });
}

describe('the regular expressions of the functions and the app', () => {
  it('are quick on long texts', () => {
    const patterns = shippedPatterns(join(import.meta.dirname, '../..'));
    expect(patterns.length).toBeGreaterThan(40);
    expect(patterns.filter(isSlow).map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });
});
