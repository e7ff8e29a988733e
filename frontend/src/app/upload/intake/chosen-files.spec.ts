/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { checkChosen, fromInput } from './chosen-files.ts';

const chosen = (relativePath: string, options: { type?: string; size?: number } = {}) => {
  const file = new File(['x'], 'x', { type: options.type ?? '' });
  if (options.size !== undefined) Object.defineProperty(file, 'size', { value: options.size });
  return { relativePath, file };
};

describe('checkChosen', () => {
  it('puts a file into the folder one is in', () => {
    expect(checkChosen(chosen('b/c.txt', { type: 'text/plain' }), 'a')).toMatchObject({
      kind: 'accepted',
      upload: { path: 'a/b/c.txt', contentType: 'text/plain' },
    });
    expect(checkChosen(chosen('c.txt'), '')).toMatchObject({ upload: { path: 'c.txt' } });
  });

  it('composes the decomposed names of macOS', () => {
    expect(checkChosen(chosen('cafe\u0301.txt'), '')).toMatchObject({
      kind: 'accepted',
      upload: { path: 'caf\u00e9.txt' },
    });
  });

  it.each(['', 'strange', 'a/b\r\nx-evil: 1'])('sends %j as bytes of no known type', (type) => {
    const { file, relativePath } = chosen('a');
    Object.defineProperty(file, 'type', { value: type });
    expect(checkChosen({ file, relativePath }, '')).toMatchObject({
      upload: { contentType: 'application/octet-stream' },
    });
  });

  it.each([
    ['bad.', 'ends with a dot'],
    ['a\\b', 'backslash'],
    ['a\u202eb', 'invisible character (U+202E)'],
    ['x'.repeat(256), 'longer than 255'],
  ])('refuses %j with the reason, before any request', (path, reason) => {
    const checked = checkChosen(chosen(path), '');
    expect(checked).toMatchObject({ kind: 'refused', reason: 'name-refused' });
    expect(checked).toHaveProperty('detail', expect.stringContaining(reason));
  });

  it('accepts what S3 can store in one file and refuses one byte more', () => {
    const limit = 10_000 * 5 * 1024 ** 3;
    expect(checkChosen(chosen('a', { size: limit }), '').kind).toBe('accepted');
    expect(checkChosen(chosen('a', { size: limit + 1 }), '')).toMatchObject({ kind: 'refused', reason: 'too-large' });
  });
});

describe('fromInput', () => {
  it('keeps the path inside a chosen folder', () => {
    const inside = Object.defineProperty(new File([], 'c.txt'), 'webkitRelativePath', { value: 'a/b/c.txt' });
    expect(fromInput([inside, new File([], 'd.txt')]).map(({ relativePath }) => relativePath)).toEqual([
      'a/b/c.txt',
      'd.txt',
    ]);
  });
});
