/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { Entry } from '../files/entry.ts';
import { nameOf } from '../format/name-of.ts';
import { movedTo, outermost, requestsOf } from './move-requests.ts';

const file = (path: string): Entry => ({
  kind: 'file',
  path,
  name: nameOf(path),
  sizeBytes: 1,
  modifiedAt: '',
  etag: path,
});
const folder = (path: string): Entry => ({ kind: 'folder', path, name: nameOf(path) });

describe('outermost', () => {
  it('leaves out what goes with a folder', () => {
    const entries = [
      folder('a/'),
      file('a/b/c'),
      folder('a/b/'),
      file('ab'),
      folder('dbl//'),
      file('dbl/x'),
      file('z'),
    ];
    expect(outermost(entries).map(({ path }) => path)).toEqual(['a/', 'ab', 'dbl//', 'dbl/x', 'z']);
  });
});

describe('requestsOf', () => {
  it('numbers all but the first of one name, because a request may name a target once', () => {
    const requests = requestsOf([file('a/q'), file('b/q'), folder('c/q/')], 'to/', 'fail');
    expect(requests).toEqual([
      {
        items: [
          { path: 'a/q', etag: 'a/q', to: 'to/q' },
          { folder: 'c/q/', to: 'to/q/' },
        ],
        onConflict: 'fail',
      },
      { items: [{ path: 'b/q', etag: 'b/q', to: 'to/q' }], onConflict: 'keep-both' },
    ]);
  });
});

describe('movedTo', () => {
  it.each([
    ['fail', ['a/q', 'b/q', 'c/r/'], ['to/q', 'to/r/']],
    ['fail', ['b/q', 'c/r/'], ['to/r/']],
    ['keep-both', ['a/q', 'b/q', 'c/r/'], []],
  ] as const)('knows where things are that have their own names: %s, %j', (onConflict, paths, known) => {
    const { to } = movedTo('to/', [file('a/q'), file('b/q'), folder('c/r/')], paths, onConflict);
    expect(to.toSorted()).toEqual(known);
  });
});
