import { beforeEach, describe, expect, it } from '@jest/globals';

import { forgottenPeople } from './forgotten-people.ts';

beforeEach(() => localStorage.clear());

describe('forgottenPeople', () => {
  it('remembers on this device who is to be forgotten, until it is done', () => {
    localStorage.setItem('airlock.theme', 'dark');
    forgottenPeople.add({ userId: 'anna', atMs: 5 });
    forgottenPeople.add({ userId: 'bert', atMs: 6 });
    forgottenPeople.remove({ userId: 'anna', atMs: 5 });
    expect(forgottenPeople.all()).toEqual([{ userId: 'bert', atMs: 6 }]);
    forgottenPeople.remove({ userId: 'bert', atMs: 6 });
    expect(Object.entries(localStorage)).toEqual([['airlock.theme', 'dark']]);
  });

  it('remembers somebody who was to be forgotten once more meanwhile', () => {
    forgottenPeople.add({ userId: 'anna', atMs: 5 });
    forgottenPeople.add({ userId: 'anna', atMs: 7 });
    forgottenPeople.remove({ userId: 'anna', atMs: 5 });
    expect(forgottenPeople.all()).toEqual([{ userId: 'anna', atMs: 7 }]);
  });
});
