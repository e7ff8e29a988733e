/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { ariaShortcuts, keyNames, shortcutText } from './key-names.ts';

describe('keyNames', () => {
  it.each([
    ['Ctrl+Shift+X', false, ['Ctrl', 'Shift', 'X']],
    ['Ctrl+Z', true, ['⌘', 'Z']],
    ['Alt+Enter', true, ['⌥', 'Enter']],
    ['Shift+ArrowUp', false, ['Shift', '↑']],
    [' ', false, ['Space']],
    ['/', false, ['/']],
  ])('%j on a Mac (%j) is %j', (shortcut, isMac, names) => {
    expect(keyNames(shortcut, isMac)).toEqual(names);
  });
});

describe('shortcutText', () => {
  it('writes a shortcut as the menus of the system do', () => {
    expect([shortcutText('Ctrl+V', false), shortcutText('Ctrl+V', true)]).toEqual(['Ctrl+V', '⌘V']);
    expect([shortcutText('Alt+Enter', false), shortcutText('Alt+Enter', true)]).toEqual(['Alt+Enter', '⌥Enter']);
  });
});

describe('ariaShortcuts', () => {
  it('names the key that is pressed on this keyboard', () => {
    expect(ariaShortcuts(['F2', 'Ctrl+X'], false)).toBe('F2 Control+X');
    expect(ariaShortcuts(['F2', 'Ctrl+X'], true)).toBe('F2 Meta+X');
  });
});
