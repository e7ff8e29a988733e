import type { ListTrashAnswer } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import { ApiError } from '../../api/api-error.ts';
import {
  api,
  button,
  click,
  closeTrashPage,
  file,
  open,
  page,
  prepareTrashPage,
  rows,
  settle,
  some,
  summary,
} from '../testing/trash-page-driver.ts';

beforeEach(prepareTrashPage);
afterEach(closeTrashPage);

describe('TrashPage', () => {
  it('lists what was deleted, the last first, with when it will be gone', async () => {
    await open(some);
    expect(rows()).toEqual(['c.txt', 'a.txt', 'b.txt']);
    expect(page.querySelector('[role=row]:not(.head):last-child .gone')?.textContent).toContain('in 12 days');
    expect(summary()).toBe('3 files');
    expect(api.listTrash.mock.calls[0]?.[0]).toEqual({});
  });

  it('lists one folder', async () => {
    await open(some, 'reports');
    expect(api.listTrash.mock.calls[0]?.[0]).toEqual({ folder: 'reports' });
    expect(page.querySelector('h1')?.textContent).toBe('reports');
    expect(button('Empty trash')).toBeUndefined();
  });

  it('loads page after page by itself, and says “+” until it knows the number', async () => {
    const second = deferred<ListTrashAnswer>();
    api.listTrash.mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' }).mockReturnValueOnce(second.promise);
    await open(some);
    expect(summary()).toBe('1+ files');
    second.resolve({ files: [file('a'), file('b')] });
    await settle();
    expect(summary()).toBe('3 files');
    expect(rows()).toEqual(['z', 'a', 'b']);
  });

  it('keeps what it has when a later page fails, and goes on', async () => {
    api.listTrash
      .mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' })
      .mockRejectedValueOnce(new ApiError('unavailable', 'busy'));
    await open({ files: [file('a')] });
    expect(page.querySelector('.summary [role=alert]')?.textContent).toContain('The rest could not be loaded');
    await click('Try again');
    expect(rows()).toEqual(['z', 'a']);
  });

  it('searches by name, without case and accents', async () => {
    await open({ files: [file('a.txt'), file('B\u0300.TXT')] });
    const field = page.querySelector<HTMLInputElement>('input[type=search]')!;
    field.value = 'B.T';
    field.dispatchEvent(new Event('input'));
    await settle();
    expect(rows()).toEqual(['B\u0300.TXT']);
    expect(summary()).toBe('1 match');
  });

  it('says what the trash is for when it is empty', async () => {
    await open({ files: [] });
    expect(page.textContent).toContain('The trash is empty');
    expect(button('Empty trash')).toBeUndefined();
  });

  it('loads by itself when the network is back', async () => {
    await open(new ApiError('network', ''));
    expect(page.textContent).toContain('No connection to the server');
    api.listTrash.mockResolvedValue(some);
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(rows()).toHaveLength(3);
  });

  it('looks again when the page is looked at again', async () => {
    await open(some);
    api.listTrash.mockResolvedValue({ files: [file('new.txt')] });
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(rows()).toEqual(['new.txt']);
  });

  it('says what is wrong and tries again', async () => {
    await open(new ApiError('unavailable', 'busy', 'r-42'));
    expect(page.querySelector('[role=alert]')?.textContent).toContain('r-42');
    api.listTrash.mockResolvedValue(some);
    await click('Try again');
    expect(rows()).toHaveLength(3);
  });
});
