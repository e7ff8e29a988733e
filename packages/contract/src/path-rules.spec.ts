import { describe, expect, it } from '@jest/globals';

import { maxPathBytes } from './limits.ts';
import { pathProblem, storedPathProblem } from './path-rules.ts';

describe('pathProblem', () => {
  it.each([
    'a',
    'reports/2026/q3.pdf',
    '日本語 😀.txt',
    '👩‍💻.png',
    `it's "quoted" & more.txt`,
    '.hidden',
    'a'.repeat(255),
    'abcdefghi/'.repeat(98) + 'x',
  ])('accepts %j', (path) => {
    expect(pathProblem(path)).toBeUndefined();
  });

  it.each([
    ['', 'needs a name'],
    ['/a', 'empty part'],
    ['a/', 'empty part'],
    ['a//b', 'empty part'],
    ['.', '"." or ".."'],
    ['a/../b', '"." or ".."'],
    ['a\\b', 'backslash'],
    ['a\u0000b', 'invisible character (U+0000)'],
    ['a\u007fb', 'invisible character (U+007F)'],
    ['a\u202eb', 'invisible character (U+202E)'],
    ['a\u200bb', 'invisible character (U+200B)'],
    ['\ufeffa', 'invisible character (U+FEFF)'],
    [' a', 'space'],
    ['a /b', 'space'],
    ['a.', 'dot'],
    ['\ud800', 'surrogate'],
    ['e\u0301', 'normal form'],
    ['é'.repeat(128), 'longer than 255'],
    ['abcdefghi/'.repeat(98) + 'xy', `longer than ${maxPathBytes}`],
  ])('refuses %j', (path, reason) => {
    expect(pathProblem(path)).toContain(reason);
  });
});

describe('storedPathProblem', () => {
  it.each([
    ...[
      'a',
      'e\u0301',
      'a.',
      ' a ',
      'dbl//x',
      '/x',
      'x/',
      '/',
      '//',
      '.',
      '..',
      'a/../b',
      'a\\b',
      'a\u0000b',
      '\ufeffa',
      'a\u2060b',
      'a\u00adb',
      '\u3164',
    ],
    ...['é'.repeat(128), 'x'.repeat(maxPathBytes)],
  ])('takes %j, which S3 takes as a name', (path) => {
    expect(storedPathProblem(path)).toBeUndefined();
  });

  it.each([
    ['', 'needs a name'],
    ['\ud800', 'surrogate'],
    ['x'.repeat(maxPathBytes + 1), `longer than ${maxPathBytes}`],
    ['é'.repeat(491), `longer than ${maxPathBytes}`],
  ])('refuses %j, which no file can have', (path, reason) => {
    expect(storedPathProblem(path)).toContain(reason);
  });
});
