/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { keyNames } from './key-names.ts';

describe('keyNames', () => {
  it.each([
    ['Ctrl+Shift+X', false, ['Ctrl', 'Shift', 'X']],
    ['Ctrl+Z', true, ['Cmd', 'Z']],
    ['Shift+ArrowUp', false, ['Shift', '↑']],
    [' ', false, ['Space']],
    ['/', false, ['/']],
  ])('%j on a Mac (%j) is %j', (shortcut, isMac, names) => {
    expect(keyNames(shortcut, isMac)).toEqual(names);
  });
});
