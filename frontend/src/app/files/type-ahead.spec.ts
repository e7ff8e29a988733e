/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { isTyped, TypeAhead } from './type-ahead.ts';

const names = ['Äpfel.txt', 'banana.txt', 'bread.txt', 'Brot 2026.txt', 'cherry.txt'];
let typeAhead: TypeAhead;
let active: number;
const type = (text: string, atMs: number) => {
  const list = { count: names.length, active, nameAt: (index: number) => names[index] ?? '' };
  typeAhead.type(text, atMs, list, (index) => (active = index));
};

beforeEach(() => {
  // Where no time passes, the search is done at once.
  jest.spyOn(performance, 'now').mockReturnValue(0);
  typeAhead = new TypeAhead();
  active = 0;
});

describe('TypeAhead', () => {
  it('goes to the next name with the letters that were typed together, without case and accents', () => {
    type('B', 1_000);
    expect(active).toBe(1);
    type('r', 1_300);
    expect(active).toBe(2);
    type('o', 1_600);
    expect(active).toBe(3);
    type('a', 9_000);
    expect(active).toBe(0);
  });

  it('goes on with the same letter, and from the end to the top', () => {
    const seen = [0, 400, 800, 1_200].map((atMs) => {
      type('b', atMs);
      return active;
    });
    expect(seen).toEqual([1, 2, 3, 1]);
  });

  it('begins a new word after a second, and takes a space only within one', () => {
    type('b', 0);
    expect([typeAhead.isTyping(999), typeAhead.isTyping(1_000)]).toEqual([true, false]);
    type('c', 1_000);
    expect(active).toBe(4);
    for (const [index, letter] of Array.from('brot 2').entries()) type(letter, 3_000 + index);
    expect(active).toBe(3);
  });

  it('stays where it is when no name begins so', () => {
    type('z', 0);
    expect(active).toBe(0);
  });
});

describe('isTyped', () => {
  const press = (key: string, more: object = {}) =>
    isTyped({ key, ctrlKey: false, metaKey: false, altKey: false, ...more } as KeyboardEvent);
  it.each(['a', 'Ä', 'ガ', '😀', '-'])('%s is a letter of a name', (key) => {
    expect(press(key)).toBe(true);
  });
  it.each(['Enter', 'F2', '/', '?', 'Dead'])('%s is none', (key) => {
    expect(press(key)).toBe(false);
  });
  it('a letter with Ctrl is none', () => {
    expect([press('a', { ctrlKey: true }), press('a', { metaKey: true }), press('a', { altKey: true })]).toEqual(
      Array(3).fill(false),
    );
  });
});
