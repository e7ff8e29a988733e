/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ArrangedRows } from './arranged-rows.ts';
import type { Entry } from './entry.ts';
import { usualOrder } from './sort-entries.ts';

const file = (name: string, sizeBytes = 0): Entry => {
  return { kind: 'file', path: name, name, sizeBytes, modifiedAt: '2026-01-01T00:00:00.000Z', etag: '"x"' };
};
const files = (...names: string[]) => names.map((name) => file(name));
let list: ArrangedRows<Entry>;
const names = () => list.rows().map(({ name }) => name);

beforeEach(() => {
  // Where no time passes, there is one slice only, however busy the machine is.
  jest.spyOn(performance, 'now').mockReturnValue(0);
  list = new ArrangedRows<Entry>(usualOrder);
});

describe('ArrangedRows', () => {
  it('keeps one order by name whatever order the pages have', () => {
    list.append(files('page 10', 'page 9'));
    expect(names()).toEqual(['page 9', 'page 10']);
    list.append(files('Page 1', 'äpfel', 'page 11'));
    expect(names()).toEqual(['äpfel', 'Page 1', 'page 9', 'page 10', 'page 11']);
  });

  it('sorts anew, also what comes later', () => {
    list.append([file('a', 1), file('b', 2)]);
    list.arrange({ column: 'sizeBytes', direction: 'descending' }, '');
    list.append([file('c', 3)]);
    expect(names()).toEqual(['c', 'b', 'a']);
  });

  it.each([
    ['crete', 'Crète'],
    ['invoice', 'INVOICE'],
    ['istanbul', 'İstanbul'],
  ])('finds %s in %s, also in what comes later', (query, name) => {
    list.append(files('other', `${name} 1`));
    list.arrange(usualOrder, query);
    list.append(files(`${name} 2`, 'another'));
    expect(names()).toEqual([`${name} 1`, `${name} 2`]);
    list.arrange(usualOrder, '');
    expect(names()).toHaveLength(4);
  });

  it('replaces and removes', () => {
    list.append(files('a'));
    list.replace([files('c'), files('b', 'd')]);
    expect(names()).toEqual(['b', 'c', 'd']);
    list.remove(new Set(['c', 'd']));
    list.append(files('e'));
    expect(names()).toEqual(['b', 'e']);
    list.clear();
    expect(names()).toEqual([]);
  });

  it('holds many entries without holding up the page, and ends up with all of them in order', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `file-${(index * 7919) % 30_000}`);
    let ms = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (ms += 1));
    list.append(files(...many.slice(0, 20_000)));
    expect(list.isSettled()).toBe(false);
    list.remove(new Set([many[0] ?? '']));
    list.append(files(...many.slice(20_000)));
    while (!list.isSettled()) await new Promise((resolve) => setTimeout(resolve));
    const expected = many.slice(1).map((name) => Number(name.slice(5)));
    expect(names()).toEqual(expected.sort((a, b) => a - b).map((index) => `file-${index}`));
  });
});
