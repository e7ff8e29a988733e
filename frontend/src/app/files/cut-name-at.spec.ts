/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { cutName } from './cut-name-at.ts';

describe('cutName', () => {
  it.each([
    ['a short name stays whole', 'report 3.pdf', ''],
    ['the ending of a name that a tile has no room for stays', 'Budget 2026.xlsx', '2026.xlsx'],
    ['the ending and what stands in front of it stay', 'minutes of the meeting 2026.pdf', '2026.pdf'],
    ['a name without an ending keeps its last letters', 'minutes of the meeting in May', 'May'],
    ['a sentence after a dot is no ending', 'minutes. Written by hand in May', 'May'],
    ['a letter of several characters stays whole', 'family photograph of us 👨‍👩‍👧.jpg', 'us 👨‍👩‍👧.jpg'],
    ['an accent stays with its letter', 'menu of the restaurant cafe\u0301.txt', 'cafe\u0301.txt'],
  ])('%s', (_why, name, end) => {
    const cut = cutName(name);
    expect([cut.start + cut.end, cut.end]).toEqual([name, end]);
  });

  it('leaves names that are written from right to left in one piece: two boxes would change their order', () => {
    const name = 'דוח רבעוני ארוך מאוד 2026.pdf';
    expect(cutName(name)).toEqual({ start: name, end: '' });
  });
});
