/** @jest-environment node */
import type { Change } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { ApiError } from '../api/api-error.ts';
import { progressOf, wordsOf, type GroupState } from './change-words.ts';
import { aChange } from './testing/a-change.ts';

const group = (told: Partial<GroupState>): GroupState => ({
  kind: 'delete',
  name: undefined,
  askedCount: 40,
  unansweredCount: 0,
  changes: [],
  errors: [],
  ...told,
});
const failed = (...paths: string[]): Partial<Change> => ({
  failedCount: paths.length,
  failed: paths.map((path) => ({ path, code: 'changed-meanwhile' as const })),
});
const of = (...changes: Partial<Change>[]) => group({ changes: changes.map(aChange) });
const lost = 'The answer got lost, so it is not certain what was done. The list shows what is there now.';

describe('wordsOf', () => {
  it.each<[string, GroupState, string]>([
    ['one that is being sent', group({ name: 'a.txt', askedCount: 1, unansweredCount: 1 }), 'Deleting “a.txt”…'],
    ['several that are being sent', group({ unansweredCount: 1 }), 'Deleting 40 files…'],
    [
      'what goes on, over all requests',
      of({ state: 'running', doneCount: 2200, totalCount: 9000 }, { doneCount: 1000, totalCount: 1000 }),
      'Deleting 3,200 of 10,000 files',
    ],
    ['what goes on without an end in sight', of({ state: 'running', doneCount: 2200 }), 'Deleting files: 2,200 so far'],
    ['one that is done', { ...of({ doneCount: 1 }), name: 'a.txt' }, '“a.txt” deleted'],
    ['a folder that is done', { ...of({ doneCount: 3200 }), name: 'reports' }, '“reports” deleted'],
    ['several that are done', of({ doneCount: 30 }, { doneCount: 10 }), '40 files deleted'],
    ['what was restored', { ...of({ kind: 'restore', doneCount: 2 }), kind: 'restore' }, '2 files restored'],
    ['what was stopped', of({ state: 'stopped', doneCount: 3200 }), 'Stopped. 3,200 files deleted, the others stay'],
    ['nothing to do', of({ doneCount: 0 }), 'There was nothing to delete.'],
    [
      'one that was replaced',
      { ...of({ doneCount: 0, ...failed('reports/q3.pdf') }), name: 'q3.pdf' },
      '“q3.pdf” was replaced meanwhile and stays. Look at it, and delete it again.',
    ],
  ])('says %s', (_what, state, sentence) => {
    expect(wordsOf(state)).toEqual({ sentence, details: [] });
  });

  it('names what failed among others, and counts what is too much to name', () => {
    expect(wordsOf(of({ doneCount: 38, ...failed('a', 'x/b') }))).toEqual({
      sentence: '38 files deleted. 2 files not deleted:',
      details: ['a', 'b'].map((it) => `“${it}” was replaced meanwhile and stays. Look at it, and delete it again.`),
    });
    const many = of({ doneCount: 1, ...failed('a', 'b', 'c', 'd', 'e', 'f'), failedCount: 3000 });
    expect(wordsOf(many).details.at(-1)).toBe('And 2,995 more files. See Activity.');
  });

  it.each<[string, Partial<GroupState>, string]>([
    [
      'a refusal',
      { errors: [new ApiError('too-many-requests', '')] },
      'a.txt” could not be deleted. Too many requests',
    ],
    ['a lost answer', { errors: [new ApiError('network', '')] }, lost],
    ['a gateway that failed', { errors: [new ApiError('unavailable', '')] }, lost],
    [
      'an undo that comes too late',
      { kind: 'restore', errors: [new ApiError('not-found', '')] },
      'could not be restored. This can no longer be undone from here. Look in the trash.',
    ],
  ])('says %s', (_what, told, sentence) => {
    expect(wordsOf(group({ name: 'a.txt', askedCount: 1, ...told })).sentence).toContain(sentence);
  });

  it('says it when some requests went well and one was lost', () => {
    const words = wordsOf(group({ changes: [aChange({ doneCount: 1000 })], errors: [new ApiError('network', '')] }));
    expect(words).toEqual({ sentence: '1,000 files deleted', details: [lost] });
  });
});

describe('progressOf', () => {
  it('counts what was done and what failed', () => {
    const state = of({ state: 'running', doneCount: 40, failedCount: 10, totalCount: 100 });
    expect([progressOf(state), progressOf({ ...state, unansweredCount: 1 })]).toEqual([0.5, 'unknown']);
    expect(progressOf(of({ state: 'running' }))).toBe('unknown');
  });
});
