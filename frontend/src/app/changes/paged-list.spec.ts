/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { ApiError } from '../api/api-error.ts';
import { PagedList, type LoadPage, type Page } from './paged-list.ts';

const load = jest.fn<LoadPage<string>>();
const busy = new ApiError('unavailable', 'busy');
let list: PagedList<string>;

beforeEach(() => {
  load.mockReset();
  list = new PagedList(load);
});

describe('PagedList', () => {
  it('loads page after page until the end', async () => {
    load
      .mockResolvedValueOnce({ items: ['a'], cursor: '1' })
      .mockResolvedValueOnce({ items: ['b'], cursor: '2' })
      .mockResolvedValueOnce({ items: ['c'] });
    await list.open();
    expect([list.items(), list.hasMore(), list.isInPages()]).toEqual([['a'], true, true]);
    await list.rest();
    expect([list.items(), list.hasMore(), list.isInPages()]).toEqual([['a', 'b', 'c'], false, true]);
    expect(load.mock.calls.map(([cursor]) => cursor)).toEqual([undefined, '1', '2']);
  });

  it('says why there is no list, and loads it when it is opened again', async () => {
    load.mockRejectedValueOnce(busy).mockResolvedValueOnce({ items: ['a'] });
    await list.open();
    expect(list.state()).toEqual({ kind: 'failed', error: busy });
    await list.refresh();
    expect(list.items()).toEqual(['a']);
  });

  it('keeps what it has when a later page fails, and goes on from there', async () => {
    load
      .mockResolvedValueOnce({ items: ['a'], cursor: '1' })
      .mockRejectedValueOnce(busy)
      .mockResolvedValueOnce({ items: ['b'] });
    await list.open();
    await list.rest();
    expect([list.items(), list.trouble()]).toEqual([['a'], busy]);
    await list.rest();
    expect([list.items(), list.trouble()]).toEqual([['a', 'b'], undefined]);
  });

  it('keeps a change that is made while a page is loading', async () => {
    const second = deferred<Page<string>>();
    load.mockResolvedValueOnce({ items: ['a', 'b'], cursor: '1' }).mockReturnValueOnce(second.promise);
    await list.open();
    const more = list.more();
    list.update((items) => items.filter((it) => it !== 'a'));
    second.resolve({ items: ['c'] });
    await more;
    expect(list.items()).toEqual(['b', 'c']);
  });

  it('refreshes as many items as it shows, and keeps them when that fails', async () => {
    load.mockResolvedValueOnce({ items: ['a'], cursor: '1' }).mockResolvedValueOnce({ items: ['b'] });
    await list.open();
    await list.rest();
    load.mockResolvedValueOnce({ items: ['x', 'y'], cursor: '1' }).mockResolvedValueOnce({ items: ['z'] });
    await list.refresh();
    expect(list.items()).toEqual(['x', 'y', 'z']);
    load.mockRejectedValueOnce(busy);
    await list.refresh();
    expect(list.items()).toEqual(['x', 'y', 'z']);
  });

  it('ignores an answer that comes after it was opened again', async () => {
    const late = deferred<Page<string>>();
    load.mockReturnValueOnce(late.promise).mockResolvedValueOnce({ items: ['new'] });
    const first = list.open();
    await list.open();
    late.resolve({ items: ['old'] });
    await first;
    expect(list.items()).toEqual(['new']);
  });
});
