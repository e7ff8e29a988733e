import { TestBed } from '@angular/core/testing';
import type { SearchFilesAnswer } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SearchResults } from './search-results.ts';

const api = { searchFiles: jest.fn<ApiClient['searchFiles']>() };
let results: SearchResults;

beforeEach(() => {
  api.searchFiles.mockReset();
  TestBed.configureTestingModule({ providers: [SearchResults, { provide: API_CLIENT, useValue: api }] });
  results = TestBed.inject(SearchResults);
});
afterEach(() => void jest.useRealTimers());

const file = (path: string) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', etag: '"x"' });
const answer = (paths: readonly string[], rest: Partial<SearchFilesAnswer> = {}): SearchFilesAnswer => ({
  folders: paths.filter((path) => path.endsWith('/')).map((path) => ({ path })),
  files: paths.filter((path) => !path.endsWith('/')).map(file),
  searchedCount: 10,
  ...rest,
});
const shown = () => results.entries().map(({ path }) => path);
const search = (text = 'a', folder = '') => results.search({ text, folder });
const many = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `a${String(from + index).padStart(5, '0')}`);

describe('a search', () => {
  it('goes on to the end, and keeps the matches of each answer where they are', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['x/ab', 'a2', 'ba', 'a/'], { cursor: 'next' }));
    api.searchFiles.mockResolvedValueOnce(answer(['a1']));
    await search('a', 'x/');
    expect(shown()).toEqual(['a/', 'a2', 'x/ab', 'ba', 'a1']);
    expect(api.searchFiles.mock.calls.map(([request]) => request)).toEqual([
      { text: 'a', folder: 'x/', cursor: undefined },
      { text: 'a', folder: 'x/', cursor: 'next' },
    ]);
    expect([results.state().kind, results.searchedCount(), results.isOver()]).toEqual(['done', 20, true]);
  });

  it.each(['', '  '])('for %j asks nobody', async (text) => {
    await search(text);
    expect(results.state().kind).toBe('none');
    expect(api.searchFiles).not.toHaveBeenCalled();
  });

  it('waits for the person after 2,000 matches, and then goes on where it was', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(many(0, 1_000), { cursor: 'second' }));
    api.searchFiles.mockResolvedValueOnce(answer(many(1_000, 1_000), { cursor: 'third' }));
    api.searchFiles.mockResolvedValueOnce(answer(many(2_000, 5)));
    await search();
    expect([results.state().kind, shown().length]).toEqual(['paused', 2_000]);
    await results.goOn();
    expect([results.state().kind, shown().length]).toEqual(['done', 2_005]);
    expect(api.searchFiles.mock.lastCall?.[0]).toMatchObject({ cursor: 'third' });
  });

  it('gives up the one before, whose answer is never shown', async () => {
    const first = Promise.withResolvers<SearchFilesAnswer>();
    api.searchFiles.mockImplementationOnce((_, signal) => {
      signal?.addEventListener('abort', () => first.reject(signal.reason as Error));
      return first.promise;
    });
    api.searchFiles.mockResolvedValueOnce(answer(['b']));
    const before = search('a');
    await search('b');
    await before;
    expect([results.state().kind, shown()]).toEqual(['done', ['b']]);
  });

  it('ends with the page', () => {
    api.searchFiles.mockReturnValue(new Promise(() => undefined));
    void search();
    TestBed.resetTestingModule();
    expect(api.searchFiles.mock.lastCall?.[1]?.aborted).toBe(true);
  });
});

describe('a failure', () => {
  it('keeps what was found, and the search can go on from there', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1'], { cursor: 'next' }));
    api.searchFiles.mockRejectedValueOnce(new ApiError('unavailable', '', 'r-1'));
    await search();
    expect(results.state()).toMatchObject({ kind: 'failed', error: { code: 'unavailable', requestId: 'r-1' } });
    expect(shown()).toEqual(['a1']);
    api.searchFiles.mockResolvedValueOnce(answer(['a2']));
    await results.goOn();
    expect(api.searchFiles.mock.lastCall?.[0]).toMatchObject({ cursor: 'next' });
    expect([results.state().kind, shown()]).toEqual(['done', ['a1', 'a2']]);
  });

  it('for too many requests is waited for as long as the server says, and nobody sees it', async () => {
    jest.useFakeTimers();
    api.searchFiles.mockResolvedValueOnce(answer(['a1'], { cursor: 'next' }));
    api.searchFiles.mockRejectedValueOnce(new ApiError('too-many-requests', '', undefined, 3_000));
    api.searchFiles.mockResolvedValueOnce(answer(['a2']));
    const done = search();
    await jest.advanceTimersByTimeAsync(2_999);
    expect([results.state().kind, api.searchFiles.mock.calls.length]).toEqual(['searching', 2]);
    await jest.advanceTimersByTimeAsync(1);
    await done;
    expect([results.state().kind, shown()]).toEqual(['done', ['a1', 'a2']]);
    expect(api.searchFiles.mock.lastCall?.[0]).toMatchObject({ cursor: 'next' });
  });
});

describe('what happens to files that were found', () => {
  it('takes deleted files away, those of deleted folders too, also from an answer that is on its way', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'x/a2', 'x2/a3'], { cursor: 'next' }));
    const next = Promise.withResolvers<SearchFilesAnswer>();
    api.searchFiles.mockReturnValueOnce(next.promise);
    const done = search();
    await Promise.resolve();
    await Promise.resolve();
    results.drop(['a1', 'x/']);
    next.resolve(answer(['x/a4', 'a1', 'a5']));
    await done;
    expect(shown()).toEqual(['x2/a3', 'a5']);
  });

  it('shows again what is there again, also what was found while it was gone, and each file once', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'x/a2', 'a3'], { cursor: 'next' }));
    api.searchFiles.mockRejectedValueOnce(new ApiError('unavailable', ''));
    await search();
    results.drop(['a1', 'x/']);
    results.drop(['a3']);
    api.searchFiles.mockResolvedValueOnce(answer(['x/a4', 'a5'], { cursor: 'last' }));
    api.searchFiles.mockRejectedValueOnce(new ApiError('unavailable', ''));
    await results.goOn();
    expect(shown()).toEqual(['a5']);
    results.restore(['x/']);
    results.restore(['x/', 'elsewhere']);
    expect(shown()).toEqual(['a5', 'x/a2', 'x/a4']);
    results.restore(['a1']);
    api.searchFiles.mockResolvedValueOnce(answer(['a6']));
    await results.goOn();
    expect(shown()).toEqual(['a5', 'x/a2', 'x/a4', 'a1', 'a6']);
  });

  /** Refreshes the search, as it is when a change has ended, before lists hear what was changed. */
  async function changed(found: readonly string[] | undefined, tell: () => void): Promise<void> {
    if (found) api.searchFiles.mockResolvedValueOnce(answer(found));
    else api.searchFiles.mockRejectedValueOnce(new ApiError('unavailable', ''));
    const refreshed = results.refresh();
    tell();
    await refreshed;
  }

  it.each([[['a2']], [undefined]])('shows again what is there again when a refresh has failed: %j', async (found) => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'a2']));
    await search();
    await changed(found, () => results.drop(['a1']));
    expect(shown()).toEqual(['a2']);
    await changed(undefined, () => results.restore(['a1']));
    expect([results.state().kind, shown()]).toEqual(['done', ['a2', 'a1']]);
    await changed(['a1', 'a2'], () => results.restore(['a1']));
    expect(shown()).toEqual(['a1', 'a2']);
  });

  it('does not show again what was deleted before its folder was', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['x/a1', 'x/a2']));
    await search();
    await changed(undefined, () => results.drop(['x/a1']));
    await changed(undefined, () => results.drop(['x/']));
    await changed(undefined, () => results.restore(['x/']));
    expect(shown()).toEqual(['x/a2']);
  });

  it('shows a match again whose other name was undone when a refresh has failed', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'a2']));
    await search();
    results.rename([{ from: 'a1', to: 'b1' }]);
    await changed(undefined, () => undefined);
    await changed(undefined, () => results.rename([{ from: 'b1', to: 'a1' }]));
    expect(shown()).toEqual(['a2', 'a1']);
  });

  it('forgets what was gone when another search begins', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1']));
    await search();
    results.drop(['a1']);
    api.searchFiles.mockResolvedValueOnce(answer(['b1']));
    await search('b');
    results.restore(['a1']);
    expect(shown()).toEqual(['b1']);
  });

  it('shows new names and places, and drops a name that matches no more', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'a2', 'x/a3']));
    await search();
    results.rename([
      { from: 'a1', to: 'b1' },
      { from: 'a2', to: 'aa' },
      { from: 'x/', to: 'y/' },
    ]);
    expect(shown()).toEqual(['aa', 'y/a3']);
  });

  it('shows a match again whose other name was refused or undone', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'x/a2'], { cursor: 'next' }));
    api.searchFiles.mockRejectedValueOnce(new ApiError('unavailable', ''));
    await search();
    results.rename([{ from: 'x/a2', to: 'x/b2' }]);
    results.rename([{ from: 'x/', to: 'y/' }]);
    expect(shown()).toEqual(['a1']);
    results.rename([{ from: 'y/b2', to: 'y/a2' }]);
    expect(shown()).toEqual(['a1', 'y/a2']);
  });

  it('takes over the ETag that a copy has', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1', 'a2']));
    await search();
    results.copied({ path: 'a2', etag: '"copy"' });
    const etags = results.entries().map((entry) => (entry.kind === 'file' ? entry.etag : undefined));
    expect(etags.map((etag) => etag === '"copy"')).toEqual([false, true]);
  });

  it('is searched for again once the search is over, and not before', async () => {
    const first = Promise.withResolvers<SearchFilesAnswer>();
    api.searchFiles.mockReturnValueOnce(first.promise);
    const done = search();
    await results.refresh();
    expect(api.searchFiles).toHaveBeenCalledTimes(1);
    first.resolve(answer(['a1']));
    await done;
    api.searchFiles.mockResolvedValueOnce(answer(['a2'], { searchedCount: 7 }));
    await results.refresh();
    expect([shown(), results.searchedCount()]).toEqual([['a2'], 7]);
  });

  it('stays when searching again fails', async () => {
    api.searchFiles.mockResolvedValueOnce(answer(['a1']));
    await search();
    api.searchFiles.mockRejectedValueOnce(new ApiError('unavailable', ''));
    await results.refresh();
    expect([results.state().kind, shown()]).toEqual(['done', ['a1']]);
  });
});
