import { TestBed } from '@angular/core/testing';
import type { ListFilesAnswer } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { ApiError } from '../api/api-error.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { aChange } from '../changes/testing/a-change.ts';
import {
  api,
  button,
  file,
  open,
  page,
  prepareFilesPage,
  press,
  row,
  rows,
  settle,
  someFiles,
} from './testing/files-page-driver.ts';

beforeEach(prepareFilesPage);

describe('FilesPage while a folder loads in pages', () => {
  const numbered = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => file(`${from + index}.txt`));
  const summary = () => page.querySelector('.summary')?.textContent.trim();
  const type = async (query: string) => {
    const field = page.querySelector<HTMLInputElement>('input[type=search]')!;
    field.value = query;
    field.dispatchEvent(new Event('input'));
    await settle();
  };

  it('says “+” until it knows the number, and speaks of a search only what it knows', async () => {
    const second = deferred<ListFilesAnswer>();
    api.listFiles
      .mockResolvedValueOnce({ folders: [], files: [file('Crète.txt')], cursor: 'c1' })
      .mockReturnValueOnce(second.promise);
    await open(someFiles);
    expect(summary()).toBe('1+ files');
    await type('crete');
    expect([summary(), rows()]).toEqual(['Found 1 so far…', ['Crète.txt']]);
    second.resolve({ folders: [], files: [file('crete 2.txt'), file('b')] });
    await settle();
    expect([summary(), rows()]).toEqual(['2 matches', ['crete 2.txt', 'Crète.txt']]);
    await type('');
    expect(summary()).toBe('3 files');
  });

  it('does not say that nothing matches before it knows', async () => {
    const second = deferred<ListFilesAnswer>();
    api.listFiles.mockResolvedValueOnce({ folders: [], files: [file('a')], cursor: 'c1' });
    api.listFiles.mockReturnValueOnce(second.promise);
    await open(someFiles);
    await type('zzz');
    expect(page.textContent).not.toContain('No matches');
    second.resolve({ folders: [], files: [] });
    await settle();
    expect(page.textContent).toContain('No matches');
  });

  it('keeps its rows when a later page fails, and says how much there is', async () => {
    api.listFiles
      .mockResolvedValueOnce({ folders: [], files: numbered(0, 5), cursor: 'c1' })
      .mockRejectedValueOnce(new ApiError('unavailable', 'busy'));
    await open({ folders: [], files: numbered(5, 2) });
    expect(rows()).toHaveLength(5);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('5 entries of the folder loaded.');
    button('Try again').click();
    await settle();
    expect([rows().length, summary(), page.querySelector('[role=alert]')]).toEqual([7, '7 files', null]);
  });

  it.each([250, 1_500])('deletes all of %i files and the folder beside them once it knows them all', async (count) => {
    const rest = deferred<ListFilesAnswer>();
    api.deleteFiles.mockImplementation(({ items }) =>
      Promise.resolve({ change: aChange({ doneCount: items?.length ?? 0 }) }),
    );
    api.listFiles
      .mockResolvedValueOnce({ folders: [], files: numbered(0, 200), cursor: 'c1' })
      .mockReturnValueOnce(rest.promise);
    await open({ folders: [], files: [] });
    page.querySelector<HTMLInputElement>('input[aria-label="Select all"]')!.click();
    await settle();
    expect(page.querySelector('[role=toolbar]')?.textContent).toContain('200+ files selected');
    button('Delete').click();
    await settle();
    expect(page.querySelector('[role=toolbar]')?.textContent).toContain('as soon as the whole folder');
    expect(api.deleteFiles).not.toHaveBeenCalled();
    rest.resolve({ folders: [{ path: 'sub/' }], files: numbered(200, count - 200) });
    await settle();
    const sent = api.deleteFiles.mock.calls.flatMap(([{ items }]) => items ?? []);
    expect(new Set(sent.map((item) => ('path' in item ? item.path : item.folder))).size).toBe(count + 1);
    expect(api.deleteFiles.mock.calls.every(([{ items }]) => (items?.length ?? 0) <= 1000)).toBe(true);
    await settle();
    expect(page.textContent).toContain('No files yet');
    expect(page.textContent).not.toContain('Loading files');
  });

  it('selects all that a search finds, and nothing else', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({ doneCount: 2 }) });
    await open({ folders: [], files: [file('a1'), file('b'), file('a2'), file('a3')] });
    await type('a');
    await press('a1', 'a', { ctrlKey: true });
    page.querySelector<HTMLInputElement>('input[aria-label="Select a2"]')?.click();
    await settle();
    await press('a1', 'Delete');
    expect(api.deleteFiles.mock.calls[0]?.[0]).toEqual({
      items: [
        { path: 'a1', etag: '"x"' },
        { path: 'a3', etag: '"x"' },
      ],
    });
  });
});

describe('FilesPage and what happens elsewhere', () => {
  it('loads the list again with its button', async () => {
    await open(someFiles);
    api.listFiles.mockResolvedValue({ folders: [], files: [file('new.txt')] });
    button('Refresh the list').click();
    await settle();
    expect(rows()).toEqual(['new.txt']);
  });

  it('loads the list again when it is looked at again after a while', async () => {
    await open(someFiles);
    api.listFiles.mockResolvedValue({ folders: [], files: [file('new.txt')] });
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(rows()).toHaveLength(4);
    jest.spyOn(performance, 'now').mockReturnValue(10_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(rows()).toEqual(['new.txt']);
  });

  it('shows the first uploaded file at once', async () => {
    await open({ folders: [], files: [] });
    expect(page.textContent).toContain('No files yet');
    api.listFiles.mockResolvedValue({ folders: [], files: [file('first.txt')] });
    TestBed.inject(FolderChanges).announceStored('first.txt');
    await settle();
    expect(rows()).toEqual(['first.txt']);
  });

  it('keeps the focus in the list when the row that has it goes', async () => {
    await open(someFiles);
    await press('reports', 'End');
    expect(document.activeElement).toBe(row('c.txt'));
    api.listFiles.mockResolvedValue({ ...someFiles, files: [file('b.txt'), file('a.txt')] });
    TestBed.inject(FolderChanges).announceStored('b.txt');
    await settle();
    expect(document.activeElement).toBe(row('b.txt'));
  });

  it('says that there is no such folder, and leads to the one above', async () => {
    await open(new ApiError('not-found', ''), 'a/b/');
    expect(page.textContent).toContain('There is no such folder');
    expect(page.querySelector('[role=alert] a')?.getAttribute('href')).toBe('/files?folder=a');
  });
});
