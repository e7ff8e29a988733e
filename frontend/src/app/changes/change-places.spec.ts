import { describe, expect, it } from '@jest/globals';

import { placesOf } from './change-places.ts';
import { aChange } from './testing/a-change.ts';

describe('placesOf', () => {
  it.each([
    ['of a folder with both its paths', { kind: 'move', first: { folder: 'x/a' }, to: 'y/b' }, ['x/a/', 'y/b/']],
    ['of a file with both its paths', { kind: 'move', first: { path: 'x/a' }, to: 'y/b' }, ['x/a', 'y/b']],
    ['of several by their folders', { kind: 'move', first: { path: 'x/a' }, to: 'y/a', itemCount: 2 }, ['x/', 'y/']],
    ['of several in the top folder', { kind: 'move', first: { folder: 'a/' }, to: 'y/a/', itemCount: 2 }, ['', 'y/']],
    ['of a copy where it is', { kind: 'copy', first: { folder: 'x/a/' }, to: 'y/a/' }, ['y/a/']],
    ['of a delete where it was', { kind: 'delete', first: { folder: 'x/a/' } }, ['x/a/']],
    ['of everything', { kind: 'restore', first: { folder: '' } }, ['']],
  ] as const)('are those %s', (_what, told, places) => {
    expect(placesOf(aChange(told))).toEqual(places);
  });
});
