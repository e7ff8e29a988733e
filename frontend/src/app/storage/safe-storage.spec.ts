import { beforeEach, describe, expect, it } from '@jest/globals';

import { safeStorage } from './safe-storage.ts';

const refuse = (): never => {
  throw new DOMException('no', 'SecurityError');
};
const full = (): never => {
  throw new DOMException('full', 'QuotaExceededError');
};
/** A storage of which only these methods are others. */
const broken = (methods: Partial<Storage>): Storage =>
  new Proxy(localStorage, {
    get: (target, name) => {
      const own: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name);
      return typeof own === 'function' ? (own.bind(target) as unknown) : own;
    },
  });

beforeEach(() => localStorage.clear());

describe('safeStorage', () => {
  it('is the storage of the browser where there is one', () => {
    const storage = safeStorage(() => localStorage);
    storage.set('a', '1');
    expect([localStorage.getItem('a'), storage.get('a'), storage.keys(), storage.isLasting()]).toEqual([
      '1',
      '1',
      ['a'],
      true,
    ]);
    storage.remove('a');
    expect([localStorage.length, storage.get('a')]).toEqual([0, undefined]);
  });

  it.each([
    ['reading the property throws', refuse],
    ['there is none', () => null],
    ['every method throws', () => broken({ getItem: refuse, setItem: refuse, removeItem: refuse })],
    ['it is full', () => broken({ setItem: full })],
  ])('keeps things in memory where %s', (_how, open) => {
    const storage = safeStorage(open);
    expect([storage.get('a'), storage.keys(), storage.isLasting()]).toEqual([undefined, [], false]);
    storage.set('a', '1');
    storage.set('b', '2');
    expect([storage.get('a'), storage.keys()]).toEqual(['1', ['a', 'b']]);
    storage.remove('a');
    expect([storage.get('a'), storage.keys()]).toEqual([undefined, ['b']]);
  });

  it('does not bring an old value back where there is no room for the new one', () => {
    localStorage.setItem('a', 'old');
    const storage = safeStorage(() => broken({ setItem: full }));
    storage.set('a', 'new');
    expect([storage.get('a'), localStorage.getItem('a')]).toEqual(['new', null]);
  });

  it('hides what it cannot remove, and keeps what there is room for again', () => {
    localStorage.setItem('a', '1');
    const methods: Partial<Storage> = { removeItem: refuse, setItem: full };
    const storage = safeStorage(() => broken(methods));
    storage.remove('a');
    expect([storage.get('a'), storage.keys()]).toEqual([undefined, []]);
    delete methods.setItem;
    storage.set('a', '2');
    expect([storage.get('a'), localStorage.getItem('a')]).toEqual(['2', '2']);
  });
});
