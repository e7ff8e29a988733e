/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

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
});
