import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { textStore } from './text-store.ts';

const thrown = (name: string) => new DOMException('told by the browser', name);

beforeEach(() => localStorage.clear());

describe('textStore', () => {
  it('stores where a reload finds it', () => {
    textStore(() => localStorage).set('name', 'text');
    expect(textStore(() => localStorage).get('name')).toBe('text');
    textStore(() => localStorage).remove('name');
    expect(textStore(() => localStorage).get('name')).toBeNull();
  });

  const blocked = (): never => {
    throw thrown('SecurityError');
  };
  it.each<[string, () => Storage | undefined]>([
    ['throws when it is asked for', blocked],
    ['is not there', () => undefined],
    ['throws at each use', () => ({ getItem: blocked, setItem: blocked, removeItem: blocked }) as unknown as Storage],
    ['takes nothing', () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined }) as never],
  ])('works in memory where the storage %s', (_name, open) => {
    const store = textStore(open);
    store.set('name', 'text');
    expect([store.get('name'), store.get('other')]).toEqual(['text', null]);
    store.remove('name');
    expect(store.get('name')).toBeNull();
  });

  it('prefers what a full storage did not take to what is in it', () => {
    const store = textStore(() => localStorage);
    store.set('name', 'old');
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw thrown('QuotaExceededError');
    });
    store.set('name', 'new');
    expect(store.get('name')).toBe('new');
    store.remove('name');
    expect(store.get('name')).toBeNull();
  });
});
