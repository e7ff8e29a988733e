import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { forgetDownloads, hasDownloads, remember, rememberedBy, rememberedOf } from './download-record.ts';

const one = { path: 'a', isRunning: false };

afterEach(() => {
  jest.restoreAllMocks();
  sessionStorage.clear();
});

describe('the record of downloads', () => {
  it('is there for the same person only', () => {
    remember('anna', [one, { path: 'b', versionId: 'v', attempt: 'x', isRunning: true }]);
    expect(hasDownloads()).toBe(true);
    expect(rememberedBy('anna')).toEqual([one, { path: 'b', versionId: 'v', attempt: 'x', isRunning: true }]);
    expect(rememberedBy('ben')).toEqual([]);
  });

  it.each([() => remember('anna', []), forgetDownloads])('is gone when nothing is open', (end) => {
    remember('anna', [one]);
    end();
    expect([hasDownloads(), sessionStorage.length]).toEqual([false, 0]);
  });

  it.each(['{', 'null', '{"userId":"anna","downloads":[{}]}'])('reads nothing from %j', (damaged) => {
    sessionStorage.setItem('airlock.downloads', damaged);
    expect(rememberedBy('anna')).toEqual([]);
  });

  it('leaves out a selection for which there is no room, and remembers the download', () => {
    const file = (index: number) => ({ path: `films/${index}`, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z' });
    const row = { id: 1, path: 'My files.zip', versionId: undefined, attempt: 'x', sizeBytes: undefined } as const;
    const of = (count: number) =>
      rememberedOf({
        ...row,
        state: { kind: 'running', receivedBytes: 1 },
        archive: { files: Array.from({ length: count }, (_, index) => file(index)), folders: ['a/'] },
      });
    expect(of(2).archive).toEqual({ files: [file(0), file(1)], folders: ['a/'] });
    remember('anna', [of(35_000)]);
    expect(sessionStorage.getItem('airlock.downloads')?.length).toBeLessThan(1000);
    const archive = { files: [], folders: [], isForgotten: true };
    expect(rememberedBy('anna')).toEqual([{ path: 'My files.zip', attempt: 'x', isRunning: true, archive }]);
    expect(rememberedOf({ ...row, archive, state: { kind: 'paused', receivedBytes: 1 } }).archive).toEqual(archive);
  });

  it('lasts as long as the page where there is no storage', () => {
    jest.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    remember('anna', [one]);
    expect([hasDownloads(), rememberedBy('anna')]).toEqual([true, [one]]);
  });
});
