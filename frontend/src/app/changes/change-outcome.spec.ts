/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { conflictsOf } from './change-conflicts.ts';
import { donePaths } from './change-outcome.ts';
import type { GroupState } from './change-words.ts';
import { aChange } from './testing/a-change.ts';

const left = (...paths: string[]): GroupState => {
  const failed = paths.map((path) => ({ path, code: 'already-exists' as const }));
  const changes = [aChange({ failed, failedCount: failed.length })];
  return { kind: 'move', name: undefined, askedCount: 2, unansweredCount: 0, changes, errors: [] };
};

describe('what a change has left', () => {
  it.each([
    ['a folder as long as one of its files is left', ['docs/', 'b.txt'], ['docs/2026/a.txt'], ['b.txt']],
    ['a file, and not the folder of its name', ['a', 'a/'], ['a'], ['a/']],
    ['a folder, and not the file of its name', ['a', 'a/'], ['a/'], ['a']],
  ])('is %s', (_what, asked, failed, done) => {
    expect(donePaths(asked, left(...failed))).toEqual(done);
  });

  it('is a question about what was asked for, and not about the file or folder of the same name', () => {
    const paths = (asked: string[], failed: string) =>
      conflictsOf(left(failed), new Set(asked)).map(({ path }) => path);
    expect([paths(['a'], 'a'), paths(['a/'], 'a/'), paths(['a'], 'a/'), paths(['a/'], 'a')]).toEqual([
      ['a'],
      ['a/'],
      [],
      [],
    ]);
  });
});
