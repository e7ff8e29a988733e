/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { Entry } from './entry.ts';
import { nextOrder, sortEntries, type SortOrder } from './sort-entries.ts';

const folder = (name: string): Entry => ({ kind: 'folder', path: name, name });
const file = (name: string, sizeBytes = 0, modifiedAt = '2026-01-01T00:00:00.000Z'): Entry => {
  return { kind: 'file', path: name, name, sizeBytes, modifiedAt, etag: '"x"' };
};
const names = (entries: readonly Entry[], order: SortOrder) => sortEntries(entries, order).map(({ name }) => name);

describe('sortEntries', () => {
  it('sorts as file managers do: numbers by value, without case, folders first', () => {
    const entries = [file('page 10'), file('Page 9'), folder('z'), file('äpfel'), folder('A')];
    expect(names(entries, { column: 'name', direction: 'ascending' })).toEqual([
      'A',
      'z',
      'äpfel',
      'Page 9',
      'page 10',
    ]);
    expect(names(entries, { column: 'name', direction: 'descending' })).toEqual([
      'z',
      'A',
      'page 10',
      'Page 9',
      'äpfel',
    ]);
  });

  it('sorts by size and by date, names deciding a tie', () => {
    const entries = [
      file('b', 5, '2026-01-02T00:00:00.000Z'),
      file('a', 5, '2026-01-03T00:00:00.000Z'),
      file('c', 9),
      folder('f'),
    ];
    expect(names(entries, { column: 'sizeBytes', direction: 'descending' })).toEqual(['f', 'c', 'a', 'b']);
    expect(names(entries, { column: 'modifiedAt', direction: 'ascending' })).toEqual(['f', 'c', 'b', 'a']);
  });

  it('leaves its argument as it was', () => {
    const entries = [file('b'), file('a')];
    sortEntries(entries, { column: 'name', direction: 'ascending' });
    expect(entries[0]?.name).toBe('b');
  });
});

describe('nextOrder', () => {
  it('turns the same column around and starts a new one with what is wanted first', () => {
    const byName: SortOrder = { column: 'name', direction: 'ascending' };
    expect(nextOrder(byName, 'name')).toEqual({ column: 'name', direction: 'descending' });
    expect(nextOrder(byName, 'sizeBytes')).toEqual({ column: 'sizeBytes', direction: 'descending' });
    expect(nextOrder({ column: 'sizeBytes', direction: 'descending' }, 'name')).toEqual(byName);
  });
});
