import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Change, ListFilesAnswer } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { aChange } from '../changes/testing/a-change.ts';
import { Notices } from '../notices/notices.ts';
import { WorkspaceActions } from '../shell/workspace-actions.ts';
import { FILE_ACTIONS } from './file-actions.ts';
import { FilesPage } from './files-page.ts';

const api = {
  listFiles: jest.fn<ApiClient['listFiles']>(),
  deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
  presignGet: jest.fn<ApiClient['presignGet']>(),
};
const says = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content().sentence);
let fixture: ComponentFixture<FilesPage>;
let page: HTMLElement;

beforeEach(() => {
  for (const call of Object.values(api)) call.mockReset();
  api.listChanges.mockResolvedValue({ changes: [] });
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
      { provide: FILE_ACTIONS, useClass: WorkspaceActions },
    ],
  });
});

const file = (path: string, sizeBytes = 1) => ({
  path,
  sizeBytes,
  modifiedAt: '2026-01-01T00:00:00.000Z',
  etag: '"x"',
});
const someFiles: ListFilesAnswer = {
  folders: [{ path: 'reports' }],
  files: [file('b.txt', 5), file('a.txt', 9), file('c.txt', 1)],
};

async function open(answer: ListFilesAnswer | ApiError, folder = ''): Promise<void> {
  if (answer instanceof ApiError) api.listFiles.mockRejectedValue(answer);
  else api.listFiles.mockResolvedValue(answer);
  fixture = TestBed.createComponent(FilesPage);
  fixture.componentRef.setInput('folder', folder);
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await settle();
}

async function settle(): Promise<void> {
  await fixture.whenStable();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await fixture.whenStable();
}

const rows = () => Array.from(page.querySelectorAll('[role=row]:not(.head) .name'), (cell) => cell.textContent.trim());
const row = (name: string) =>
  Array.from(page.querySelectorAll<HTMLElement>('[role=row]:not(.head)')).find((one) =>
    one.textContent.includes(name),
  )!;
const button = (name: string) =>
  Array.from(page.querySelectorAll<HTMLElement>('button')).find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  )!;
const press = async (name: string, key: string, more: KeyboardEventInit = {}) => {
  row(name).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await settle();
};
const selected = () =>
  Array.from(page.querySelectorAll('[aria-selected=true] .name'), (cell) => cell.textContent.trim());

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

  it('loads all pages before it claims to have sorted', async () => {
    api.listFiles.mockResolvedValueOnce({ folders: [], files: [file('z', 1)], cursor: 'c1' });
    await open({ folders: [], files: [file('a', 9)] });
    button('Size').click();
    await settle();
    expect(rows()).toEqual(['a', 'z']);
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
    expect(selected()).toEqual(['a.txt', 'b.txt', 'c.txt']);
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
    expect(api.presignGet).toHaveBeenCalledWith({ path: 'a.txt', disposition: 'attachment' });
    expect(says()).toEqual(['“a.txt” could not be downloaded. It no longer exists.']);
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
