import { TestBed } from '@angular/core/testing';
import type { ListFilesAnswer } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { FolderListing } from './folder-listing.ts';

const listFiles = jest.fn<ApiClient['listFiles']>();
let listing: FolderListing;

beforeEach(() => {
  listFiles.mockReset();
  TestBed.configureTestingModule({ providers: [FolderListing, { provide: API_CLIENT, useValue: { listFiles } }] });
  listing = TestBed.inject(FolderListing);
});

const page = (names: string[], cursor?: string): ListFilesAnswer => ({
  folders: [],
  files: names.map((path) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', etag: '"x"' })),
  ...(cursor !== undefined && { cursor }),
});
const names = () => listing.entries().map(({ name }) => name);

describe('FolderListing', () => {
  it('loads page after page, each once, however often it is asked', async () => {
    listFiles.mockResolvedValueOnce(page(['a'], 'c1')).mockResolvedValueOnce(page(['b']));
    await listing.open('x');
    expect(listing.hasMore()).toBe(true);
    await Promise.all([listing.more(), listing.more()]);
    await listing.more();
    expect(names()).toEqual(['a', 'b']);
    expect(listFiles.mock.calls.map(([request]) => request)).toEqual([{ folder: 'x' }, { folder: 'x', cursor: 'c1' }]);
  });

  it('loads the rest in the largest pages', async () => {
    listFiles
      .mockResolvedValueOnce(page(['a'], 'c1'))
      .mockResolvedValueOnce(page(['b'], 'c2'))
      .mockResolvedValueOnce(page(['c']));
    await listing.open('');
    await listing.rest();
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(listFiles).toHaveBeenLastCalledWith({ folder: '', cursor: 'c2', limit: 1000 }, expect.anything());
  });

  it('says why it failed, and heals', async () => {
    listFiles.mockRejectedValueOnce(new ApiError('unavailable', 'busy', 'r-1'));
    await listing.open('');
    expect(listing.state()).toMatchObject({ kind: 'failed', error: { code: 'unavailable', requestId: 'r-1' } });
    listFiles.mockResolvedValueOnce(page(['a']));
    await listing.refresh();
    expect(names()).toEqual(['a']);
  });

  it('shows nothing of a folder that was left before it was loaded', async () => {
    const slow = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(slow.promise).mockResolvedValueOnce(page(['second']));
    const first = listing.open('first');
    await listing.open('second');
    slow.resolve(page(['first']));
    await first;
    expect(names()).toEqual(['second']);
    expect(listFiles.mock.calls[0]?.[1]?.aborted).toBe(true);
  });

  it('refreshes without an empty moment, and keeps what is shown when that fails', async () => {
    listFiles.mockResolvedValueOnce(page(['a']));
    await listing.open('');
    const answer = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(answer.promise);
    const refreshing = listing.refresh();
    expect(names()).toEqual(['a']);
    answer.resolve(page(['a', 'b']));
    await refreshing;
    expect(names()).toEqual(['a', 'b']);
    listFiles.mockRejectedValueOnce(new ApiError('network', ''));
    await listing.refresh();
    expect(names()).toEqual(['a', 'b']);
  });

  it('ends with its page: it loads no further page with the token of the next person', async () => {
    listFiles.mockResolvedValueOnce(page(['a'], 'c1'));
    await listing.open('');
    const answer = deferred<ListFilesAnswer>();
    listFiles.mockReturnValueOnce(answer.promise).mockResolvedValue(page(['c']));
    const rest = listing.rest();
    TestBed.resetTestingModule();
    answer.resolve(page(['b'], 'c2'));
    await rest;
    expect([names(), listFiles.mock.calls.length]).toEqual([['a'], 2]);
  });

  it('drops what was deleted', async () => {
    listFiles.mockResolvedValueOnce(page(['a', 'b']));
    await listing.open('');
    listing.drop('a');
    expect(names()).toEqual(['b']);
  });
});
