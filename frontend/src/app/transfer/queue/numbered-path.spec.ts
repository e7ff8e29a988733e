/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { pathProblem } from '@airlock/contract';

import { numberedPath } from './numbered-path.ts';

describe('numberedPath', () => {
  it.each([
    ['report.pdf', 'report (2).pdf'],
    ['a/b/report.pdf', 'a/b/report (2).pdf'],
    ['report (2).pdf', 'report (3).pdf'],
    ['report (9).pdf', 'report (10).pdf'],
    ['backup.tar.gz', 'backup (2).tar.gz'],
    ['README', 'README (2)'],
    ['.env', '.env (2)'],
    ['v1.2/notes', 'v1.2/notes (2)'],
    ['日本語 😀.txt', '日本語 😀 (2).txt'],
    ['a (2)', 'a (3)'],
    ['(2).txt', '(2) (2).txt'],
  ])('%s → %s', (path, numbered) => {
    expect(numberedPath(path)).toBe(numbered);
  });

  it.each([
    ['a name of 255 letters', `${'a'.repeat(251)}.pdf`, `${'a'.repeat(247)} (2).pdf`],
    ['a number that grows', `${'a'.repeat(247)} (9).pdf`, `${'a'.repeat(246)} (10).pdf`],
    ['letters of three bytes', '日'.repeat(85), `${'日'.repeat(83)} (2)`],
    ['no half emoji', `${'a'.repeat(228)}👩‍👩‍👧‍👦.x`, `${'a'.repeat(228)} (2).x`],
    ['no space before the number', `${'a'.repeat(246)} bcd.pdf`, `${'a'.repeat(246)} (2).pdf`],
    [
      'a path of the largest length',
      `${'abcdefghi/'.repeat(97)}${'b'.repeat(11)}`,
      `${'abcdefghi/'.repeat(97)}${'b'.repeat(7)} (2)`,
    ],
  ])('stays within the limits: %s', (_, path, numbered) => {
    expect([pathProblem(path), pathProblem(numbered)]).toEqual([undefined, undefined]);
    expect(numberedPath(path)).toBe(numbered);
  });
});
