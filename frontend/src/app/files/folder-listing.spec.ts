import { TestBed } from '@angular/core/testing';
import type { ListFilesAnswer } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { FolderListing } from './folder-listing.ts';

const listFiles = jest.fn<ApiClient['listFiles']>();
let listing: FolderListing;

beforeEach(() => {
  jest.useFakeTimers();
  listFiles.mockReset();
  TestBed.configureTestingModule({ providers: [FolderListing, { provide: API_CLIENT, useValue: { listFiles } }] });
  listing = TestBed.inject(FolderListing);
});
afterEach(() => {
  TestBed.resetTestingModule();
  jest.useRealTimers();
});

const page = (names: string[], cursor?: string): ListFilesAnswer => ({
  folders: [],
  files: names.map((path) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', etag: '"x"' })),
  ...(cursor !== undefined && { cursor }),
});
const busy = new ApiError('unavailable', 'busy', 'r-1');
const names = () => listing.rows().map(({ name }) => name);
const requests = () => listFiles.mock.calls.map(([request]) => request);
/** Lets everything happen that needs no more than this time. */
const pass = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

describe('FolderListing', () => {
  it('shows a small page first, and loads the rest by itself in the largest pages', async () => {
    const second = deferred<ListFilesAnswer>();
    listFiles
      .mockResolvedValueOnce(page(['b'], 'c1'))
      .mockReturnValueOnce(second.promise)
      .mockResolvedValueOnce(page(['c']));
    await listing.open('x/');
    expect([names(), listing.isComplete()]).toEqual([['b'], false]);
    second.resolve(page(['d', 'a'], 'c2'));
    await pass();
    expect([names(), listing.isComplete(), listing.isLoading()]).toEqual([['a', 'b', 'c', 'd'], true, false]);
    expect(requests()).toEqual([
      { folder: 'x' },
      { folder: 'x', cursor: 'c1', limit: 10_000 },
      { folder: 'x', cursor: 'c2', limit: 10_000 },
    ]);
  });

  it('leaves out what is deleted while it is loaded again, also of the pages before', async () => {
    const second = deferred<ListFilesAnswer>();
    listFiles
      .mockResolvedValueOnce(page(['a', 'b']))
      .mockResolvedValueOnce(page(['a'], 'c1'))
      .mockReturnValueOnce(second.promise);
    await listing.open('');
    await pass();
    listing.refresh();
    await pass();
    listing.drop(['a']);
    second.resolve(page(['b']));
    await pass();
    expect(names()).toEqual(['b']);
  });

  it('keeps all rows when a later page fails, says why, and tries again by itself', async () => {
    listFiles
      .mockResolvedValueOnce(page(['a'], 'c1'))
      .mockRejectedValueOnce(busy)
      .mockRejectedValueOnce(busy)
      .mockResolvedValueOnce(page(['b']));
    await listing.open('');
    await pass();
    expect([listing.state().kind, names(), listing.trouble(), listing.isComplete()]).toEqual([
      'loaded',
      ['a'],
      busy,
      false,
    ]);
    await pass(2_000);
    expect([listFiles.mock.calls.length, listing.trouble()]).toEqual([3, busy]);
    await pass(3_999);
    expect(listFiles.mock.calls.length).toBe(3);
    await pass(1);
    expect([names(), listing.trouble(), listing.isComplete()]).toEqual([['a', 'b'], undefined, true]);
    expect(
      requests()
        .slice(1)
        .every((request) => 'cursor' in request && request.cursor === 'c1'),
    ).toBe(true);
  });

  it.each([
    ['a person says so', () => listing.retry()],
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
  ])('tries again at once when %s', async (_when, act) => {
    listFiles
      .mockResolvedValueOnce(page(['a'], 'c1'))
      .mockRejectedValueOnce(busy)
      .mockResolvedValueOnce(page(['b']));
    await listing.open('');
    await pass();
    act();
    await pass();
    expect(names()).toEqual(['a', 'b']);
  });

  it('says why there is no first page, and heals', async () => {
    listFiles.mockRejectedValueOnce(busy).mockResolvedValueOnce(page(['a']));
    await listing.open('');
    expect(listing.state()).toEqual({ kind: 'failed', error: busy });
    await pass(2_000);
    expect(names()).toEqual(['a']);
  });

  it('waits as long as the server asks', async () => {
    const tooMany = new ApiError('too-many-requests', '', undefined, 5_000);
    listFiles.mockRejectedValueOnce(tooMany).mockResolvedValueOnce(page(['a']));
    await listing.open('');
    await pass(4_999);
    expect(listFiles.mock.calls.length).toBe(1);
    await pass(1);
    expect(names()).toEqual(['a']);
  });

  it('asks for a folder that does not exist once, and again when something is stored', async () => {
    listFiles.mockRejectedValueOnce(new ApiError('not-found', '')).mockResolvedValue(page(['a']));
    await listing.open('x/');
    await pass(600_000);
    expect(listing.state()).toMatchObject({ kind: 'failed', error: { code: 'not-found' } });
    expect(listFiles).toHaveBeenCalledTimes(1);
    listing.refresh();
    await pass();
    expect(names()).toEqual(['a']);
  });

  it('asks again for a folder in which something was stored before it was said not to exist', async () => {
    const slow = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(slow.promise).mockResolvedValue(page(['a']));
    void listing.open('x/');
    await pass();
    listing.refresh();
    slow.reject(new ApiError('not-found', ''));
    await pass();
    expect(names()).toEqual(['a']);
  });

  it('shows nothing of a folder that was left before it was loaded', async () => {
    const slow = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(slow.promise).mockResolvedValueOnce(page(['second']));
    const first = listing.open('first/');
    await listing.open('second/');
    slow.resolve(page(['first']));
    await first;
    await pass();
    expect(names()).toEqual(['second']);
    expect(listFiles.mock.calls[0]?.[1]?.aborted).toBe(true);
  });

  it('ends with its page: it loads no further page with the token of the next person', async () => {
    const answer = deferred<ListFilesAnswer>();
    listFiles.mockResolvedValueOnce(page(['a'], 'c1')).mockReturnValueOnce(answer.promise);
    await listing.open('');
    TestBed.resetTestingModule();
    answer.resolve(page(['b'], 'c2'));
    await pass(600_000);
    expect([names(), listFiles.mock.calls.length]).toEqual([['a'], 2]);
  });
});

describe('FolderListing that is refreshed', () => {
  beforeEach(async () => {
    listFiles.mockResolvedValueOnce(page(['a', 'b']));
    await listing.open('x/');
    listFiles.mockClear();
  });

  it('swaps the rows when all pages are there, and not before', async () => {
    const second = deferred<ListFilesAnswer>();
    listFiles.mockResolvedValueOnce(page(['a'], 'c1')).mockReturnValueOnce(second.promise);
    listing.refresh();
    await pass();
    expect([names(), listing.isComplete()]).toEqual([['a', 'b'], true]);
    second.resolve(page(['c']));
    await pass();
    expect(names()).toEqual(['a', 'c']);
  });

  it('keeps the rows when that fails, says so, and tries again by itself', async () => {
    listFiles.mockRejectedValueOnce(busy).mockResolvedValueOnce(page(['c']));
    listing.refresh();
    await pass();
    expect([names(), listing.trouble()]).toEqual([['a', 'b'], busy]);
    await pass(2_000);
    expect([names(), listing.trouble()]).toEqual([['c'], undefined]);
  });

  it('loads once more after a load during which something changed, however often', async () => {
    const first = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(first.promise).mockResolvedValue(page(['c']));
    for (let time = 0; time < 5; time += 1) listing.refresh();
    first.resolve(page(['b']));
    await pass();
    expect([names(), listFiles.mock.calls.length]).toEqual([['c'], 2]);
  });

  it('does not bring back what was deleted while it was loading', async () => {
    const answer = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(answer.promise);
    listing.refresh();
    listing.drop(['a']);
    answer.resolve(page(['a', 'b']));
    await pass();
    expect(names()).toEqual(['b']);
  });

  it('is empty when the last of its files was deleted, though the folder does not exist any more', async () => {
    listFiles.mockRejectedValueOnce(new ApiError('not-found', ''));
    listing.drop(['a', 'b']);
    listing.refresh();
    await pass();
    expect([listing.state().kind, names(), listing.isComplete(), listing.trouble()]).toEqual([
      'loaded',
      [],
      true,
      undefined,
    ]);
  });

  it('loads again when it is looked at again, but not what it has just loaded', async () => {
    listFiles.mockResolvedValue(page(['c']));
    await pass(9_999);
    listing.refreshIfStale();
    await pass();
    expect(listFiles).not.toHaveBeenCalled();
    await pass(1);
    listing.refreshIfStale();
    await pass();
    expect(names()).toEqual(['c']);
  });
});
