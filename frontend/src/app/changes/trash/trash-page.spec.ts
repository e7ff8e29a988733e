import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { provideRouter } from '@angular/router';
import type { Change, ListTrashAnswer, TrashedFile } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE } from '../../api/session-state.ts';
import { Notices } from '../../notices/notices.ts';
import { Changes } from '../changes.ts';
import { aChange } from '../testing/a-change.ts';
import { TrashPage } from './trash-page.ts';

const api = {
  listTrash: jest.fn<ApiClient['listTrash']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
  restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
  purgeFiles: jest.fn<ApiClient['purgeFiles']>(),
  stopChange: jest.fn<ApiClient['stopChange']>(),
};
const day = 86_400_000;
const file = (path: string, deletedDaysAgo = 1): TrashedFile => ({
  path,
  versionId: `version-of-${path.replace('/', '-')}`,
  sizeBytes: 1024,
  deletedAt: new Date(Date.now() - deletedDaysAgo * day).toISOString(),
  purgedAt: new Date(Date.now() + (30 - deletedDaysAgo) * day).toISOString(),
});
const some: ListTrashAnswer = { files: [file('a.txt', 3), file('reports/b.txt', 18), file('reports/c.txt', 2)] };
let fixture: ComponentFixture<TrashPage>;
let page: HTMLElement;

beforeEach(() => {
  for (const call of Object.values(api)) call.mockReset();
  api.listChanges.mockResolvedValue({ changes: [] });
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(720);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
    ],
  });
});
afterEach(() => fixture.destroy());

async function open(answer: ListTrashAnswer | ApiError, folder?: string): Promise<void> {
  if (answer instanceof ApiError) api.listTrash.mockRejectedValue(answer);
  else api.listTrash.mockResolvedValue(answer);
  fixture = TestBed.createComponent(TrashPage);
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

const rows = () => Array.from(page.querySelectorAll('[role=row]:not(.head) .file'), (cell) => cell.textContent);
const button = (name: string) =>
  Array.from(document.querySelectorAll<HTMLElement>('button')).find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  )!;
const click = async (name: string) => {
  button(name).click();
  await settle();
};
const select = async (name: string) => {
  page.querySelector<HTMLElement>(`input[aria-label="Select ${name}"]`)!.click();
  await settle();
};
const said = () => TestBed.inject(Notices).all().at(-1)!.content();
const summary = () => page.querySelector('.summary')?.textContent.trim();

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

describe('TrashPage and restoring', () => {
  it('takes the rows away at once, and brings those back that were not restored, with the reason', async () => {
    const answer = deferred<{ change: Change }>();
    api.restoreFiles.mockReturnValue(answer.promise);
    await open(some);
    await select('a.txt');
    await select('b.txt');
    await click('Restore');
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ items: [{ path: 'a.txt' }, { path: 'reports/b.txt' }] });
    expect(rows()).toEqual(['c.txt']);
    const failed = [{ path: 'reports/b.txt', code: 'already-exists' as const }];
    answer.resolve({ change: aChange({ kind: 'restore', failedCount: 1, failed }) });
    await settle();
    expect(rows()).toEqual(['c.txt', 'b.txt']);
    expect(said().details).toEqual(['“b.txt” stays in the trash: another file has this name now.']);
  });

  it('restores all only once all are known', async () => {
    const second = deferred<ListTrashAnswer>();
    api.restoreFiles.mockResolvedValue({ change: aChange({ kind: 'restore', doneCount: 3 }) });
    api.listTrash.mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' }).mockReturnValueOnce(second.promise);
    await open({ files: [] });
    page.querySelector<HTMLInputElement>('.head input')!.click();
    await settle();
    await click('Restore');
    expect(api.restoreFiles).not.toHaveBeenCalled();
    second.resolve({ files: [file('a'), file('b')] });
    await settle();
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ items: [{ path: 'z' }, { path: 'a' }, { path: 'b' }] });
    await settle();
    expect(page.textContent).toContain('The trash is empty');
  });

  it('restores nothing when the selection changes before all are known', async () => {
    const second = deferred<ListTrashAnswer>();
    api.listTrash.mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' }).mockReturnValueOnce(second.promise);
    await open({ files: [] });
    page.querySelector<HTMLInputElement>('.head input')!.click();
    await settle();
    await click('Restore');
    await click('Clear selection');
    await select('z');
    second.resolve({ files: [file('a')] });
    await settle();
    expect(api.restoreFiles).not.toHaveBeenCalled();
  });

  it('keeps the rows away while the server goes on, until it has ended', async () => {
    const running = aChange({ kind: 'restore', state: 'running', doneCount: 0 });
    api.restoreFiles.mockResolvedValue({ change: running });
    api.stopChange.mockResolvedValue({ change: { ...running, state: 'stopped', doneCount: 0 } });
    await open(some);
    await click('Restore a.txt');
    expect(rows()).toEqual(['c.txt', 'b.txt']);
    await TestBed.inject(Changes).stop(running.changeId);
    await settle();
    expect(rows()).toEqual(['c.txt', 'a.txt', 'b.txt']);
  });

  it('brings everything back when the request is refused', async () => {
    api.restoreFiles.mockRejectedValue(new ApiError('too-many-requests', ''));
    await open(some);
    await click('Restore a.txt');
    expect(rows()).toHaveLength(3);
    expect(said().sentence).toContain('“a.txt” could not be restored. Too many requests.');
  });
});

describe('TrashPage and deleting for ever', () => {
  it('asks with the number of files, and does nothing without a yes', async () => {
    await open(some);
    await select('a.txt');
    await select('c.txt');
    await click('Delete for ever');
    const dialog = document.querySelector('mat-dialog-container');
    expect(dialog?.textContent).toContain('Delete 2 files for ever?');
    expect(dialog?.textContent).toContain('cannot be undone');
    await click('Cancel');
    expect(api.purgeFiles).not.toHaveBeenCalled();
    expect(rows()).toHaveLength(3);
  });

  it('empties the trash after a yes', async () => {
    api.purgeFiles.mockResolvedValue({ change: aChange({ kind: 'purge', doneCount: 3 }) });
    await open(some);
    await click('Empty trash');
    expect(document.querySelector('mat-dialog-container')?.textContent).toContain(
      'Empty the trash and delete 3 files for ever?',
    );
    api.listTrash.mockResolvedValue({ files: [] });
    Array.from(document.querySelectorAll<HTMLElement>('mat-dialog-actions button')).at(-1)!.click();
    await settle();
    expect(api.purgeFiles.mock.calls[0]?.[0]).toEqual({ items: 'all' });
    expect(rows()).toEqual([]);
  });
});

describe('TrashPage with the keyboard', () => {
  it('moves, selects and deletes', async () => {
    await open(some);
    const press = async (name: string, key: string, more: KeyboardEventInit = {}) => {
      const row = Array.from(page.querySelectorAll('[role=row]')).find((one) => one.textContent.includes(name));
      row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
      await settle();
    };
    await press('c.txt', ' ');
    await press('c.txt', 'ArrowDown', { shiftKey: true });
    expect(page.querySelectorAll('[aria-selected=true]')).toHaveLength(2);
    expect(document.activeElement?.textContent).toContain('a.txt');
    await press('a.txt', 'Delete');
    expect(document.querySelector('mat-dialog-container')?.textContent).toContain('Delete 2 files for ever?');
    await click('Cancel');
  });
});
