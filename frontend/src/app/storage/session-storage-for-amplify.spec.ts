import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { provideSessionStorage } from './session-storage-for-amplify.ts';

const real = sessionStorage;
const property = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
afterEach(() => void Object.defineProperty(window, 'sessionStorage', property));

const refuse = (): never => {
  throw new DOMException('told by the browser', 'QuotaExceededError');
};

describe('provideSessionStorage', () => {
  it('leaves a storage that works', () => {
    provideSessionStorage(window);
    expect(sessionStorage).toBe(real);
    expect(sessionStorage).toHaveLength(0);
  });

  it('replaces one that is full', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    provideSessionStorage(window);
    sessionStorage.setItem('name', 'text');
    expect([sessionStorage.getItem('name'), sessionStorage.getItem('other')]).toEqual(['text', null]);
    sessionStorage.removeItem('name');
    expect(sessionStorage.getItem('name')).toBeNull();
  });
});
