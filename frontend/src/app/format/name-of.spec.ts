/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { nameOf } from './name-of.ts';

describe('nameOf', () => {
  it.each([
    ['a/b/c.txt', 'c.txt'],
    ['c.txt', 'c.txt'],
    ['a/b/', 'b'],
  ])('names %s %s', (path, name) => {
    expect(nameOf(path)).toBe(name);
  });
});
