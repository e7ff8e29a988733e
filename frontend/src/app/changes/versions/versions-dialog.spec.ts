import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { FileVersion } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import { Notices } from '../../notices/notices.ts';
import { FolderChanges } from '../folder-changes.ts';
import { VersionsDialog } from './versions-dialog.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal(anna);
const api = {
  listVersions: jest.fn<ApiClient['listVersions']>(),
  restoreVersion: jest.fn<ApiClient['restoreVersion']>(),
};
const download = jest.fn<(versionId: string) => void>();
const close = jest.fn();
const stored: string[] = [];

const version = (day: number, more: Partial<FileVersion> = {}): FileVersion => ({
  versionId: `v${day}`,
  sizeBytes: day * 1024,
  storedAt: `2026-11-0${day}T12:00:00.000Z`,
  etag: `"${String(day).repeat(32)}"`,
  isDeletion: false,
  isCurrent: false,
  ...more,
});
const currentEtag = '"55555555555555555555555555555555"';
const current = version(5, { isCurrent: true, etag: currentEtag });
const deletion: FileVersion = {
  versionId: 'v4',
  storedAt: '2026-11-04T12:00:00.000Z',
  isDeletion: true,
  isCurrent: false,
};
const undoRequest = { path: 'reports/q3.pdf', versionId: 'v5', replaces: '"99999999999999999999999999999999"' };
const restored = {
  path: 'reports/q3.pdf',
  sizeBytes: 3072,
  modifiedAt: '2026-11-06T12:00:00.000Z',
  etag: undoRequest.replaces,
  undo: { operation: 'restore-version' as const, request: undoRequest },
};
let fixture: ComponentFixture<VersionsDialog>;
let page: HTMLElement;

beforeEach(async () => {
  for (const call of [...Object.values(api), download, close]) call.mockReset();
  session.set(anna);
  stored.length = 0;
  api.listVersions
    .mockResolvedValueOnce({ versions: [current, deletion], cursor: 'c1' })
    .mockResolvedValue({ versions: [version(3)] });
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: session },
      { provide: MAT_DIALOG_DATA, useValue: { path: 'reports/q3.pdf', download } },
      { provide: MatDialogRef, useValue: { close } },
    ],
  });
  TestBed.inject(FolderChanges).stored.subscribe((path) => stored.push(path));
  fixture = TestBed.createComponent(VersionsDialog);
  page = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
  // The answers arrive after the first rendering, which asks for them.
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
});

const said = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content().sentence);
const rows = () => Array.from(page.querySelectorAll('li .words'), (one) => one.textContent.replace(/\s+/g, ' ').trim());
const button = (start: string) =>
  Array.from(page.querySelectorAll<HTMLElement>('button')).filter((one) =>
    (one.getAttribute('aria-label') ?? one.textContent).trim().startsWith(start),
  );
const click = async (start: string, index = 0) => {
  button(start)[index]!.click();
  await fixture.whenStable();
};

describe('VersionsDialog', () => {
  it('lists all versions with size and time, marks the current one, and tells deletions', () => {
    expect(api.listVersions.mock.calls.map(([request]) => request)).toEqual([
      { path: 'reports/q3.pdf' },
      { path: 'reports/q3.pdf', cursor: 'c1' },
    ]);
    expect(rows()).toHaveLength(3);
    expect(rows()[0]).toMatch(/2026, .* Current ?5 KB$/);
    expect(rows()[1]).toMatch(/Deleted$/);
    expect([button('Download').length, button('Restore').length]).toEqual([2, 1]);
  });

  it('downloads a version', async () => {
    await click('Download', 1);
    expect(download).toHaveBeenCalledWith('v3');
  });

  it('restores a version in place of the current one, tells lists, and offers to undo it', async () => {
    api.restoreVersion.mockResolvedValue(restored);
    await click('Restore');
    expect(api.restoreVersion).toHaveBeenCalledWith({
      path: 'reports/q3.pdf',
      versionId: 'v3',
      replaces: currentEtag,
    });
    expect([stored, close.mock.calls.length]).toEqual([['reports/q3.pdf'], 1]);
    expect(said()).toEqual([expect.stringContaining('“q3.pdf” restored to the version of')]);
    TestBed.inject(Notices).undo();
    await fixture.whenStable();
    expect(api.restoreVersion).toHaveBeenLastCalledWith(undoRequest);
    expect(said()).toEqual(['“q3.pdf” is as it was before']);
  });

  it('says that the file has changed meanwhile, and shows its versions now', async () => {
    api.restoreVersion.mockRejectedValue(new ApiError('changed-meanwhile', ''));
    api.listVersions.mockReset().mockResolvedValue({ versions: [version(6, { isCurrent: true }), current] });
    await click('Restore');
    expect(page.querySelector('[role=alert]')?.textContent).toContain('changed in the meantime');
    expect(rows()[0]).toContain('6 KB');
    expect(close).not.toHaveBeenCalled();
  });

  it('leaves the next person nothing to undo', async () => {
    api.restoreVersion.mockResolvedValue(restored);
    await click('Restore');
    session.set({ ...anna, userId: 'ben-id' });
    TestBed.tick();
    expect([said(), TestBed.inject(Notices).undo()]).toEqual([[], false]);
  });
});
