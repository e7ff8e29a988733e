import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { forgetDownloads, hasDownloads, remember, rememberedBy } from './download-record.ts';

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

  it('lasts as long as the page where there is no storage', () => {
    jest.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    remember('anna', [one]);
    expect([hasDownloads(), rememberedBy('anna')]).toEqual([true, [one]]);
  });
});
