import { describe, expect, it } from '@jest/globals';
import { path as pathSchema, storedFolder, storedPath } from '@airlock/contract';
import { anyCharacter } from '@airlock/contract/testing/any-character.ts';
import fc from 'fast-check';
import * as v from 'valibot';

import { folderPrefix, isFolderMarker, objectKey, pathOf } from './object-key.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };

/** Generates paths that an attacker would try, mixed with any other text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('/', '..', '.', '%2e%2e', '%2F', '\\', '?', '#', '\u0000', ' ', ';', '@', '//', 'users'),
      fc.string({ unit: anyCharacter, maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('objectKey', () => {
  it('puts every path under its owner', () => {
    expect(objectKey(caller, 'reports/2026/q3.pdf')).toBe(
      'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/reports/2026/q3.pdf',
    );
  });

  it('never leaves users/{sub}/ for an accepted path, even after a browser has normalised the URL', () => {
    fc.assert(
      fc.property(hostile, (candidate) => {
        fc.pre(v.is(pathSchema, candidate));
        const url = new URL(
          `https://bucket.example/${objectKey(caller, candidate).split('/').map(encodeURIComponent).join('/')}`,
        );
        expect(decodeURIComponent(url.pathname)).toBe(`/users/${caller.id}/${candidate}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every stored path under users/{sub}/, as S3 takes keys literally, and every folder too', () => {
    fc.assert(
      fc.property(hostile, (candidate) => {
        const key = objectKey(caller, candidate);
        expect(key).toBe(`users/${caller.id}/${candidate}`);
        expect(pathOf(caller, key)).toBe(candidate);
        expect(v.is(storedPath, candidate)).toBe(candidate !== '' && candidate.isWellFormed());
        expect(v.is(storedFolder, candidate)).toBe(candidate.isWellFormed());
        expect(folderPrefix(caller, candidate).startsWith(`users/${caller.id}/`)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives different paths different keys', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other);
        expect(objectKey(caller, one)).not.toBe(objectKey(caller, other));
      }),
    );
  });

  it('is undone by pathOf', () => {
    expect(pathOf(caller, objectKey(caller, 'a/b.txt'))).toBe('a/b.txt');
    expect(pathOf(caller, folderPrefix(caller, 'a/b'))).toBe('a/b/');
  });
});

describe('folderPrefix', () => {
  it('ends with a slash, so that "a" does not list "ab"', () => {
    expect(folderPrefix(caller, '')).toBe(`users/${caller.id}/`);
    expect(folderPrefix(caller, 'a')).toBe(`users/${caller.id}/a/`);
  });

  it('gives every folder that a list names its own prefix', () => {
    fc.assert(
      fc.property(hostile, (candidate) => {
        const prefix = `users/${caller.id}/${candidate}/`;
        expect(folderPrefix(caller, pathOf(caller, prefix))).toBe(prefix);
      }),
    );
  });
});

describe('isFolderMarker', () => {
  it.each([
    ['a/', 0, true],
    ['a/', 1, false],
    ['a', 0, false],
  ])('of %j with %d bytes', (key, sizeBytes, isMarker) => {
    expect(isFolderMarker({ key, sizeBytes })).toBe(isMarker);
  });
});
