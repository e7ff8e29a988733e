/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { entriesOf, iconOf } from './entry.ts';

const detail = { sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', etag: '"0123456789abcdef0123456789abcdef"' };

describe('entries', () => {
  it('names folders and files by the last part of their path', () => {
    const answer = {
      folders: [{ path: 'x/b/' }, { path: 'x//' }],
      files: [
        { path: 'x/b.txt', ...detail },
        { path: 'x/a', ...detail },
      ],
    };
    expect(entriesOf(answer)[2]).toMatchObject(detail);
    expect(entriesOf(answer).map(({ kind, path, name }) => [kind, path, name])).toEqual([
      ['folder', 'x/b/', 'b'],
      ['folder', 'x//', ''],
      ['file', 'x/b.txt', 'b.txt'],
      ['file', 'x/a', 'a'],
    ]);
  });

  it.each([
    ['a.png', 'image'],
    ['a.tar.gz', 'archive'],
    ['a.constructor', 'file'],
    ['a', 'file'],
  ])('%s has the icon %s', (name, icon) => {
    expect(iconOf({ kind: 'file', name })).toBe(icon);
  });
});
