import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { Change, ChangeAnswer, ListChangesAnswer } from '@airlock/contract';
import { provideRouter } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE } from '../../api/session-state.ts';
import { FreshEntries } from '../fresh-entries.ts';
import { aChange } from '../testing/a-change.ts';
import { ActivityPage } from './activity-page.ts';
import { ACTIVITY_TRANSFERS, type ActivityTransfer } from './activity-transfer.ts';

const api = {
  listChanges: jest.fn<ApiClient['listChanges']>(),
  showChange: jest.fn<ApiClient['showChange']>(),
  stopChange: jest.fn<ApiClient['stopChange']>(),
  restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
  moveFiles: jest.fn<ApiClient['moveFiles']>(),
};
/** Later changes have smaller ids. */
const idOf = (age: number) => `${String(age).padStart(9, '0')}-0123456789abcdef`;
const deleted = aChange({
  changeId: idOf(20),
  undo: { operation: 'restore-files', request: { change: idOf(20) } },
});
const running = aChange({
  changeId: idOf(10),
  state: 'running',
  first: { folder: 'reports' },
  doneCount: 750,
  totalCount: 3000,
});
const stopUpload = jest.fn();
const upload: ActivityTransfer = {
  ...{
    kind: 'upload',
    key: 'upload-1',
    first: 'reports/1.pdf',
    folder: 'reports',
    files: 3,
    done: 1,
    failed: 1,
    open: 1,
  },
  ...{ startedAtMs: Date.parse('2026-11-20T12:00:00.000Z'), totalBytes: 30, movedBytes: 12, stop: stopUpload },
  failures: [{ path: 'reports/2.pdf', why: 'It was moved.' }],
};
const transfers = signal<readonly ActivityTransfer[]>([]);
let fixture: ComponentFixture<ActivityPage>;
let page: HTMLElement;

beforeEach(() => {
  for (const call of Object.values(api)) call.mockReset();
  transfers.set([]);
  api.showChange.mockReturnValue(new Promise(() => undefined));
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ACTIVITY_TRANSFERS, useValue: transfers },
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
    ],
  });
});
afterEach(() => fixture.destroy());

async function open(answer: ListChangesAnswer | ApiError): Promise<void> {
  if (answer instanceof ApiError) api.listChanges.mockRejectedValue(answer);
  else api.listChanges.mockResolvedValue(answer);
  fixture = TestBed.createComponent(ActivityPage);
  page = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
}

const titles = () => Array.from(page.querySelectorAll('.title'), (one) => one.textContent);
const click = async (name: string) => {
  const found = Array.from(page.querySelectorAll('button')).find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  );
  found!.click();
  await fixture.whenStable();
};

describe('ActivityPage', () => {
  it('says what was done, the newest first, and how far a running change is', async () => {
    await open({ changes: [running, deleted] });
    expect(titles()).toEqual(['Deleting 3,000 files from “reports”', 'Deleted “a.txt”']);
    expect(page.textContent).toContain('750 of 3,000 files');
    expect(page.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
  });

  it('names the files that were left, with the reasons', async () => {
    const failed = [{ path: 'reports/a.txt', code: 'changed-meanwhile' as const }];
    await open({ changes: [aChange({ itemCount: 3, doneCount: 1, failedCount: 2, failed })] });
    expect(page.querySelector('summary')?.textContent).toBe('2 files were left as they were');
    const lines = Array.from(page.querySelectorAll('details li'), (one) => one.textContent);
    expect(lines).toEqual([
      '“reports/a.txt” was replaced meanwhile and stays. Look at it, and delete it again.',
      'And 1 more file.',
    ]);
  });

  it('undoes a change, once', async () => {
    await open({ changes: [deleted] });
    const restored = aChange({ changeId: idOf(5), kind: 'restore' });
    api.restoreFiles.mockResolvedValue({ change: restored });
    api.listChanges.mockResolvedValue({ changes: [restored, deleted] });
    await click('Undo: Deleted “a.txt”');
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ change: deleted.changeId });
    expect(titles()).toEqual(['Restored “a.txt”', 'Deleted “a.txt”']);
    expect(page.querySelector('.undone')?.textContent).toBe('Undone');
  });

  it('shows what was uploaded among the changes, names what failed, and stops what goes on', async () => {
    transfers.set([upload]);
    await open({ changes: [deleted] });
    expect(titles()).toEqual(['Deleted “a.txt”', 'Uploading 3 files to “reports”']);
    expect(page.querySelector('details li')?.textContent).toBe('“2.pdf”: It was moved.');
    await click('Stop: Uploading 3 files to “reports”');
    expect(stopUpload).toHaveBeenCalledTimes(1);
    transfers.set([{ ...upload, done: 2, open: 0 }]);
    await fixture.whenStable();
    expect(page.querySelector('a')?.getAttribute('aria-label')).toBe('Show the folder: Uploaded 2 files to “reports”');
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/files?folder=reports');
  });

  it('shows of what kind a person wants to see', async () => {
    transfers.set([upload, { ...upload, kind: 'download', key: 'download-1', files: 1, done: 1, failed: 0, open: 0 }]);
    await open({ changes: [deleted] });
    await click('Changes');
    expect(titles()).toEqual(['Deleted “a.txt”']);
    await click('Uploads');
    expect(titles()).toEqual(['Uploading 3 files to “reports”']);
    await click('Downloads');
    expect(titles()).toEqual(['Downloaded “1.pdf”']);
    transfers.set([]);
    await fixture.whenStable();
    expect(page.textContent).toContain('Nothing was downloaded since this page was opened');
  });

  it('shows uploads also while the changes cannot be loaded', async () => {
    transfers.set([upload]);
    await open(new ApiError('unavailable', 'busy'));
    await click('Uploads');
    expect(titles()).toEqual(['Uploading 3 files to “reports”']);
  });

  it('says why something cannot be undone', async () => {
    await open({ changes: [deleted] });
    api.restoreFiles.mockRejectedValue(new ApiError('unavailable', ''));
    await click('Undo: Deleted “a.txt”');
    expect(page.querySelector('[role=alert]')?.textContent).toContain('It could not be undone. The service is busy');
  });

  const movedFolder = aChange({
    ...{ changeId: idOf(20), kind: 'move', first: { folder: 'x/a/' }, to: 'y/a/', doneCount: 2 },
    undo: { operation: 'move-files', request: { change: idOf(20) } },
  });
  it.each([
    ['as a whole', movedFolder, { doneCount: 2 }, 1],
    ['as a whole, which was one of several', { ...movedFolder, itemCount: 2 }, { doneCount: 2 }, 1],
    ['in part', movedFolder, { doneCount: 1, failedCount: 1 }, 0],
  ])('lets what is asked of a folder wait until it is back %s', async (_how, change, told, times) => {
    await open({ changes: [change] });
    const answer = deferred<ChangeAnswer>();
    api.moveFiles.mockReturnValue(answer.promise);
    page.querySelector('button[aria-label^="Move back"]')!.dispatchEvent(new Event('click'));
    const act = jest.fn(() => Promise.resolve());
    const asked = { kind: 'folder', path: 'x/a/sub/' } as const;
    const ended = TestBed.inject(FreshEntries).afterRenames({ kind: 'download' }, [asked], act);
    expect(act).not.toHaveBeenCalled();
    answer.resolve({ change: aChange({ changeId: idOf(5), kind: 'move', ...told }) });
    await ended;
    expect(act).toHaveBeenCalledTimes(times);
  });

  it('stops a running change, and shows what came of it', async () => {
    await open({ changes: [running] });
    const stopped: Change = { ...running, state: 'stopped', doneCount: 1000 };
    api.stopChange.mockResolvedValue({ change: stopped });
    api.listChanges.mockResolvedValue({ changes: [stopped] });
    await click('Stop: Deleting 3,000 files from “reports”');
    expect(titles()).toEqual(['Deleted 1,000 files from “reports”']);
    expect(page.textContent).toContain('Stopped before the end.');
  });

  it('shows older changes on demand, and keeps what it has when that fails', async () => {
    await open({ changes: [running], cursor: 'c1' });
    api.listChanges.mockRejectedValueOnce(new ApiError('unavailable', ''));
    await click('Show older changes');
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Older changes could not be loaded');
    api.listChanges.mockResolvedValue({ changes: [deleted] });
    await click('Show older changes');
    expect(api.listChanges.mock.calls.at(-1)?.[0]).toEqual({ cursor: 'c1' });
    expect(titles()).toHaveLength(2);
  });

  it('looks again when the page is looked at again', async () => {
    await open({ changes: [] });
    expect(page.textContent).toContain('Nothing has changed in the last 7 days');
    api.listChanges.mockResolvedValue({ changes: [deleted] });
    document.dispatchEvent(new Event('visibilitychange'));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await fixture.whenStable();
    expect(titles()).toEqual(['Deleted “a.txt”']);
  });

  it('says what is wrong and tries again', async () => {
    await open(new ApiError('unavailable', 'busy', 'r-42'));
    expect(page.querySelector('[role=alert]')?.textContent).toContain('r-42');
    api.listChanges.mockResolvedValue({ changes: [deleted] });
    await click('Try again');
    expect(titles()).toHaveLength(1);
  });
});
