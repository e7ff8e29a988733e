/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { readAhead } from './read-ahead.ts';

let begun: number[];
let waiting: Map<number, (result: string) => void>;
beforeEach(() => {
  begun = [];
  waiting = new Map();
});

const run = (item: number): Promise<string> =>
  new Promise((resolve) => {
    begun.push(item);
    waiting.set(item, resolve);
  });
const answer = (...items: number[]) => items.forEach((item) => waiting.get(item)?.(`${item}`));
const items = (...all: number[]) => ({
  at: (index: number) => all[index],
  has: (index: number) => Promise.resolve(index < all.length),
});

describe('readAhead', () => {
  it('begins some items before they are needed, and gives them in order', async () => {
    const results = readAhead(items(1, 2, 3, 4), () => 1, run, { mostAtOnce: 3, mostBytes: 99 });
    const first = results.next();
    expect(begun).toEqual([1, 2, 3]);
    answer(2, 1);
    expect(await first).toEqual({ value: '1', done: false });
    const second = results.next();
    expect(begun).toEqual([1, 2, 3, 4]);
    expect((await second).value).toBe('2');
    answer(3, 4);
    expect([(await results.next()).value, (await results.next()).value]).toEqual(['3', '4']);
    expect((await results.next()).done).toBe(true);
  });

  it('holds no more bytes than it may, except for one item that is larger', async () => {
    const results = readAhead(items(5, 6, 100, 1), (item) => item, run, { mostAtOnce: 9, mostBytes: 11 });
    const first = results.next();
    expect(begun).toEqual([5, 6]);
    answer(5, 6);
    await first;
    await results.next();
    const third = results.next();
    expect(begun).toEqual([5, 6, 100]);
    answer(100);
    expect((await third).value).toBe('100');
    void results.next();
    expect(begun).toEqual([5, 6, 100, 1]);
  });

  it('fails when it is the turn of what has failed', async () => {
    const fails = (item: number) => (item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item));
    const results = readAhead(items(1, 2, 3), () => 1, fails, { mostAtOnce: 3, mostBytes: 9 });
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow('no');
  });

  it('waits for items that are not known yet', async () => {
    const all: number[] = [];
    const more = Promise.withResolvers<boolean>();
    const source = {
      at: (index: number) => all[index],
      has: (index: number) => (index === 0 ? more.promise : Promise.resolve(false)),
    };
    const results = readAhead(source, () => 1, run, { mostAtOnce: 3, mostBytes: 9 });
    const first = results.next();
    all.push(7);
    more.resolve(true);
    await new Promise((resolve) => setTimeout(resolve));
    answer(7);
    expect((await first).value).toBe('7');
    expect((await results.next()).done).toBe(true);
  });
});
