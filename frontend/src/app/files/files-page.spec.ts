import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { ApiError } from '../api/api-error.ts';
import { aChange } from '../changes/testing/a-change.ts';
import {
  api,
  button,
  file,
  fixture,
  open,
  page,
  prepareFilesPage,
  press,
  row,
  rows,
  says,
  selected,
  settle,
  someFiles,
} from './testing/files-page-driver.ts';

beforeEach(prepareFilesPage);

describe('FilesPage', () => {
  it('lists folders first, then files by name', async () => {
    await open(someFiles);
    expect(rows()).toEqual(['reports', 'a.txt', 'b.txt', 'c.txt']);
    expect(page.querySelector('.summary')?.textContent.trim()).toBe('1 folder, 3 files');
  });

  it('sorts by a column and says so', async () => {
    await open(someFiles);
    button('Size').click();
    await settle();
    expect(rows()).toEqual(['reports', 'a.txt', 'b.txt', 'c.txt']);
    const head = page.querySelector('[role=columnheader].sizeBytes');
    expect(head?.getAttribute('aria-sort')).toBe('descending');
    button('Size').click();
    await settle();
    expect(rows()).toEqual(['reports', 'c.txt', 'b.txt', 'a.txt']);
    expect(head?.getAttribute('aria-sort')).toBe('ascending');
  });

  it('searches the folder', async () => {
    await open(someFiles);
    const field = page.querySelector<HTMLInputElement>('input[type=search]')!;
    field.value = 'B.T';
    field.dispatchEvent(new Event('input'));
    await settle();
    expect(rows()).toEqual(['b.txt']);
    field.value = 'zzz';
    field.dispatchEvent(new Event('input'));
    await settle();
    expect(page.textContent).toContain('No name in this folder contains “zzz”.');
  });

  it('remembers the order for this person on this device', async () => {
    await open(someFiles);
    button('Size').click();
    await settle();
    fixture.destroy();
    await open(someFiles);
    expect(page.querySelector('[role=columnheader].sizeBytes')?.getAttribute('aria-sort')).toBe('descending');
  });

  it('shows how to begin when it is empty', async () => {
    await open({ folders: [], files: [] });
    expect(page.textContent).toContain('No files yet');
  });

  it('says what is wrong, for the administrator too, and tries again', async () => {
    await open(new ApiError('unavailable', 'busy', 'r-42'));
    expect(page.querySelector('[role=alert]')?.textContent).toContain('r-42');
    api.listFiles.mockResolvedValue(someFiles);
    button('Try again').click();
    await settle();
    expect(rows()).toHaveLength(4);
  });
});

describe('FilesPage with the keyboard', () => {
  it('moves, selects and extends', async () => {
    await open(someFiles);
    await press('reports', 'ArrowDown');
    expect(document.activeElement).toBe(row('a.txt'));
    await press('a.txt', ' ');
    await press('a.txt', 'ArrowDown', { shiftKey: true });
    expect(selected()).toEqual(['a.txt', 'b.txt']);
    await press('b.txt', 'Escape');
    expect(selected()).toEqual([]);
    await press('b.txt', 'a', { ctrlKey: true });
    expect(selected()).toEqual(['reports', 'a.txt', 'b.txt', 'c.txt']);
    await press('b.txt', 'End');
    expect(document.activeElement).toBe(row('c.txt'));
  });

  it('has one row in the tab order, with its controls', async () => {
    await open(someFiles);
    await press('reports', 'ArrowDown');
    const reachable = Array.from(page.querySelectorAll('cdk-virtual-scroll-viewport [tabindex="0"]'));
    expect(reachable.every((one) => one === row('a.txt') || row('a.txt').contains(one))).toBe(true);
    expect(reachable).toHaveLength(5);
  });

  it('opens a file with Enter', async () => {
    api.presignGet.mockRejectedValue(new ApiError('not-found', ''));
    await open(someFiles);
    await press('reports', 'ArrowDown');
    await press('a.txt', 'Enter');
    await settle();
    expect(api.presignGet).toHaveBeenCalledWith({ path: 'a.txt', disposition: 'inline' }, expect.any(AbortSignal));
  });
});

describe('FilesPage and deleting', () => {
  const deleteA = async () => {
    row('a.txt').click();
    await settle();
    button('Delete').click();
  };

  it('hides the rows at once, and sends the version that was seen', async () => {
    const answer = deferred<{ change: Change }>();
    api.deleteFiles.mockReturnValue(answer.promise);
    await open(someFiles);
    await deleteA();
    await settle();
    expect(api.deleteFiles.mock.calls[0]?.[0]).toEqual({ items: [{ path: 'a.txt', etag: '"x"' }] });
    expect(rows()).toEqual(['reports', 'b.txt', 'c.txt']);
    expect(document.activeElement).toBe(row('b.txt'));
    api.listFiles.mockResolvedValue({ ...someFiles, files: [file('b.txt', 5), file('c.txt', 1)] });
    answer.resolve({ change: aChange({}) });
    await settle();
    expect([rows(), says()]).toEqual([['reports', 'b.txt', 'c.txt'], ['“a.txt” deleted']]);
  });

  it.each<[string, () => Promise<{ change: Change }>]>([
    ['is refused', () => Promise.reject(new ApiError('too-many-requests', ''))],
    ['has no answer', () => Promise.reject(new ApiError('network', ''))],
    [
      'would delete another version',
      () => {
        const failed = [{ path: 'a.txt', code: 'changed-meanwhile' as const }];
        return Promise.resolve({ change: aChange({ doneCount: 0, failedCount: 1, failed }) });
      },
    ],
  ])('brings the rows back when it %s', async (_why, answer) => {
    api.deleteFiles.mockImplementation(answer);
    await open(someFiles);
    await deleteA();
    await settle();
    expect(rows()).toEqual(['reports', 'a.txt', 'b.txt', 'c.txt']);
    expect(says()).toHaveLength(1);
  });

  it('looks at the server again when nobody knows what was done', async () => {
    api.deleteFiles.mockRejectedValue(new ApiError('network', ''));
    await open(someFiles);
    api.listFiles.mockResolvedValue({ folders: [], files: [file('b.txt')] });
    await deleteA();
    await settle();
    expect(rows()).toEqual(['b.txt']);
  });

  it('selects by shift and by box, and deletes all of it; the focus stays in the page', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({ doneCount: 3 }) });
    await open({ ...someFiles, folders: [] });
    row('a.txt').click();
    row('b.txt').dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
    await settle();
    expect(selected()).toEqual(['a.txt', 'b.txt']);
    page.querySelector<HTMLInputElement>('input[aria-label="Select c.txt"]')?.click();
    await settle();
    api.listFiles.mockResolvedValue({ folders: [], files: [] });
    await press('a.txt', 'Delete');
    expect([rows(), says()]).toEqual([[], ['3 files deleted']]);
    expect(document.activeElement).toBe(page.querySelector('.card'));
  });
});
