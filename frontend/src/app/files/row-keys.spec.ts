/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { rowAfterKey } from './row-keys.ts';

const list = { active: 5, count: 10, pageRows: 4, perRow: 1 };
const grid = { active: 5, count: 11, pageRows: 2, perRow: 4 };

describe('rowAfterKey', () => {
  it.each<[string, number | undefined]>([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 8],
    ['Home', 0],
    ['End', 9],
    ['ArrowRight', undefined],
    ['x', undefined],
  ])('in a list, %s moves to %p', (key, index) => {
    expect(rowAfterKey(key, list)).toBe(index);
  });

  it.each<[string, number]>([
    ['ArrowDown', 9],
    ['ArrowUp', 1],
    ['ArrowRight', 6],
    ['ArrowLeft', 4],
    ['End', 10],
  ])('in a grid, %s moves to %p', (key, index) => {
    expect(rowAfterKey(key, grid)).toBe(index);
  });

  it('stays in its column at the top, and goes to the last where the line below is shorter', () => {
    expect(rowAfterKey('ArrowUp', { ...grid, active: 2 })).toBe(2);
    expect(rowAfterKey('ArrowDown', { ...grid, active: 7 })).toBe(10);
  });
});
