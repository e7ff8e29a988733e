/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { splitName } from './split-name.ts';

const measure = (text: string) => text.length * 8;

describe('splitName', () => {
  it.each([
    ['a name that has room in one line stays whole', 'Budget 2026.xlsx', 'Budget 2026.xlsx', ''],
    ['a line ends at a space near its end', 'Interview with Ana Berg.mp3', 'Interview with Ana ', 'Berg.mp3'],
    ['a line is full where no space is near its end', 'Quartalszahlenübersicht.pdf', 'Quartalszahlenübersi', 'cht.pdf'],
    ['a letter of several characters stays whole', `${'x'.repeat(19)}👨‍👩‍👧.jpg`, 'x'.repeat(19), '👨‍👩‍👧.jpg'],
  ])('%s', (_why, name, first, rest) => {
    expect(splitName(name, 160, measure)).toEqual({ first, rest });
  });
});
