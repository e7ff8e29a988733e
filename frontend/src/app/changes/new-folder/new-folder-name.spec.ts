/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { newFolderNameProblem, newFolderPath } from './new-folder-name.ts';

describe('newFolderNameProblem', () => {
  it.each(['reports', ' reports ', 'e\u0301te\u0301', '.hidden', '日本語 😀'])('takes %j', (typed) => {
    expect(newFolderNameProblem('2026/', typed)).toBeUndefined();
  });

  it.each([
    ['', 'Give the folder a name.'],
    ['   ', 'Give the folder a name.'],
    ['a/b', 'cannot contain a slash'],
    ['..', '"." or ".."'],
    ['a.', 'ends with a dot'],
    ['a\\b', 'backslash'],
    ['a\u202eb', 'invisible character'],
    ['é'.repeat(128), 'longer than 255'],
  ])('says what is wrong with %j', (typed, part) => {
    expect(newFolderNameProblem('2026/', typed)).toContain(part);
  });

  it('counts the folder in which it is made', () => {
    const deep = `${'abcdefghi/'.repeat(97)}abcdefgh/`;
    expect(newFolderNameProblem(deep, 'a')).toBeUndefined();
    expect(newFolderNameProblem(deep, 'ab')).toContain('longer than');
  });
});

describe('newFolderPath', () => {
  it('leaves out spaces around the name, and composes its letters', () => {
    expect(newFolderPath('2026/', ' e\u0301te\u0301 ')).toBe('2026/été');
  });
});
