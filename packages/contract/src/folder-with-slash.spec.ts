import { describe, expect, it } from '@jest/globals';

import { folderWithSlash } from './folder-with-slash.ts';

describe('folderWithSlash', () => {
  it.each([
    ['', ''],
    ['a', 'a/'],
    ['a/b', 'a/b/'],
    ['a/', 'a/'],
    ['a//', 'a//'],
    ['/', '/'],
    ['..', '../'],
  ])('makes of %j %j', (folder, form) => {
    expect(folderWithSlash(folder)).toBe(form);
  });
});
