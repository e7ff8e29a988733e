/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { initialsOf } from './initials.ts';

describe('initialsOf', () => {
  it.each([
    ['anna', 'A'],
    ['anna.smith', 'AS'],
    ['anna-maria_smith', 'AM'],
    ['anna.smith@example.com', 'AS'],
    ['Øyvind Åse', 'ØÅ'],
    ['e\u0301mile zola', 'E\u0301Z'],
    ['7seas', '7'],
    ['李 小龍', '李小'],
    ['..', ''],
    ['', ''],
  ])('%j has the initials %j', (username, initials) => {
    expect(initialsOf(username)).toBe(initials);
  });
});
