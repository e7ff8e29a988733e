/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { DownloadRow } from '../download-row.ts';
import { announcementOf, missingWords, totalsOf, wordsOf } from './download-words.ts';

const done = (missing: readonly string[], changedNames = 0, missingCount = missing.length) => ({
  state: {
    kind: 'done',
    isVerified: true,
    archive: {
      fileCount: 3,
      missingCount,
      missing: missing.map((path) => ({ path, reason: 'not-found' as const })),
      changedNames,
    },
  } as const,
  sizeBytes: 4096,
});

describe('the words of an archive', () => {
  it('say how long it will take', () => {
    const running = { state: { kind: 'running', receivedBytes: 1024 }, sizeBytes: 10 * 1024 } as const;
    expect(wordsOf(running, 1024)).toBe('9 sec left · 1 KB of 10 KB · 1 KB/s');
    expect(wordsOf({ ...running, sizeBytes: undefined }, 1024)).toBe('1 KB · 1 KB/s');
    expect(wordsOf({ ...running, state: { kind: 'paused', receivedBytes: 1024 } })).toBe('Paused · 1 KB of 10 KB');
  });

  it('say at the end that all files were compared, or what is missing and why', () => {
    expect(wordsOf(done([]))).toBe('Verified · 4 KB');
    expect(wordsOf(done([], 1))).toBe('Verified · 4 KB · 1 name changed');
    const kept = { ...done([]).state, archive: { ...done([]).state.archive, keptCount: 2 } };
    expect(wordsOf({ state: kept, sizeBytes: 4096 })).toBe('Verified · 4 KB · 2 files already there');
    expect(wordsOf(done(['a/b.txt']))).toBe('Downloaded · 4 KB · 1 file missing · b.txt: It no longer exists.');
    expect(wordsOf(done(['a', 'b'], 1))).toBe('Downloaded · 4 KB · 2 files missing · 1 name changed');
    expect(missingWords(done([]))).toBe('');
    expect(missingWords(done(['a/b.txt', 'c'], 0, 3)).split('\n')).toEqual([
      'a/b.txt: It no longer exists.',
      'c: It no longer exists.',
      '…',
      'The list “_missing files.txt” names all of them.',
    ]);
  });

  it('name the file that made it fail', () => {
    expect(wordsOf({ state: { kind: 'failed', reason: 'different', path: 'a/film.mp4' }, sizeBytes: 1 })).toBe(
      'film.mp4: The data that arrived differs from the file in the storage, so it was not saved as finished.',
    );
    expect(wordsOf({ state: { kind: 'signed-out', receivedBytes: 1 }, sizeBytes: 1 })).toBe(
      'Waiting until you sign in again',
    );
  });
});

describe('the announcement', () => {
  const row = (path: string, state: DownloadRow['state']): DownloadRow => ({
    ...{ id: 1, path, state, versionId: undefined, sizeBytes: undefined, attempt: undefined },
  });

  it('says how the downloads have ended, and nothing before', () => {
    expect(announcementOf(totalsOf([row('a', { kind: 'waiting' })]))).toBe('');
    expect(announcementOf(totalsOf([row('a', done([]).state)]))).toBe('1 file downloaded.');
  });

  it('asks where archives are saved: they wait for the person', () => {
    const rows = [row('a/tree.zip', { kind: 'needs-place' }), row('b.zip', { kind: 'needs-place' })];
    expect(announcementOf(totalsOf(rows))).toBe('Choose where to save tree.zip. Choose where to save b.zip');
  });
});
