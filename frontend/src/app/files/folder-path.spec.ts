/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { folderOf, folderParam, foldersTo } from './folder-path.ts';

describe('folders and addresses', () => {
  it.each([
    ['', null],
    ['reports/', 'reports'],
    ['reports/2026/', 'reports/2026'],
    ['dbl//', 'dbl//'],
    ['/', '/'],
    ['/x/', '/x'],
    ['dbl//x/', 'dbl//x'],
    ['dot./', 'dot.'],
    ['e\u0301/', 'e\u0301'],
  ])('writes %j as %j, and reads it again', (folder, parameter) => {
    expect(folderParam(folder)).toBe(parameter);
    expect(folderOf(parameter)).toBe(folder);
  });

  it.each<[string, string[]]>([
    ['', []],
    ['a/b/', ['a/', 'a/b/']],
    ['dbl//x/', ['dbl/', 'dbl//', 'dbl//x/']],
    ['/', ['/']],
  ])('finds the way to %j', (folder, way) => {
    expect(foldersTo(folder)).toEqual(way);
  });
});
