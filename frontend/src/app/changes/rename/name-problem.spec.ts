/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { Entry } from '../../files/entry.ts';
import { endingWarning, nameProblem, stemLength } from './name-problem.ts';

const file = (path: string): Entry => ({
  kind: 'file',
  path,
  name: path.split('/').at(-1) ?? '',
  sizeBytes: 1,
  modifiedAt: '',
  etag: '',
});
const folder: Entry = { kind: 'folder', path: 'x/reports/', name: 'reports' };
const nothing: ReadonlySet<string> = new Set();

describe('nameProblem', () => {
  it.each([
    ['another name', file('x/a.txt'), 'b.txt'],
    ['another case', file('x/a.txt'), 'A.txt'],
    ['a normal form for one that is not allowed', file('x/e\u0301'), 'é'],
    ['an allowed name for one that is not', file('x/bad. '), 'good'],
    ['another name of a folder', folder, 'Reports'],
    ['the same name', file('x/a.txt'), 'a.txt'],
  ])('allows %s', (_what, entry, name) => {
    expect(nameProblem(entry, name, new Set([entry.path]))).toBeUndefined();
  });

  it.each([
    ['no name', '', 'A file needs a name.'],
    ['a slash', 'a/b', 'A name cannot contain a slash.'],
    ['a dot at the end', 'a.', '"a." ends with a dot.'],
    ['dots', '..', 'The path contains "." or "..".'],
    ['another normal form', 'e\u0301', 'The name is not in Unicode normal form C.'],
    ['a long name', 'ü'.repeat(128), 'A name in the path is longer than 255 bytes.'],
  ])('refuses %s', (_what, name, problem) => {
    expect(nameProblem(file('x/a.txt'), name, nothing)).toBe(problem);
  });

  it('says that the folder above is what hinders', () => {
    expect(nameProblem(file('bad./a'), 'b', nothing)).toContain('folder above');
  });

  it('knows the names that are taken, also by a folder', () => {
    const taken = new Set(['x/b', 'x/c/', 'y/d']);
    const problems = ['b', 'c', 'd'].map((name) => nameProblem(file('x/a'), name, taken));
    expect(problems).toEqual([expect.stringContaining('taken'), expect.stringContaining('taken'), undefined]);
  });
});

describe('stemLength', () => {
  it.each([
    ['q3.final.pdf', 8],
    ['.profile', 8],
    ['README', 6],
  ])('of %s is %d', (name, length) => {
    expect(stemLength({ kind: 'file', name })).toBe(length);
  });

  it('of a folder is its whole name', () => {
    expect(stemLength({ kind: 'folder', name: 'v1.2' })).toBe(4);
  });
});

describe('endingWarning', () => {
  it('warns of another ending, and not of another case', () => {
    const told = ['b.doc', 'b', 'b.PDF'].map((name) => endingWarning(file('a.pdf'), name));
    expect(told).toEqual([
      expect.stringContaining('from “.pdf” to “.doc”'),
      expect.stringContaining('Without'),
      undefined,
    ]);
  });
});
