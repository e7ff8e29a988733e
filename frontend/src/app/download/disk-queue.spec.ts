import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';

import { API_CLIENT } from '../api/api-client.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import type { ChosenFolder } from './disk/choose-folder.ts';
import { DownloadFrames } from './download-frames.ts';
import { DownloadQueue } from './download-queue.ts';
import { DownloadRows } from './download-rows.ts';
import type { PageMessage, SendingState, WorkerMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

const anna = { username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>({ kind: 'signed-in', ...anna });
const messages = new Subject<WorkerMessage>();
const tell = jest.fn<(message: PageMessage) => Promise<boolean>>();
const saveToFolder = jest.fn<WorkerLink['saveToFolder']>();
const picker = jest.fn<() => Promise<ChosenFolder>>();
const content = { files: [], folders: ['a/'] };

beforeEach(() => {
  sessionStorage.clear();
  session.set({ kind: 'signed-in', ...anna });
  tell.mockReset().mockResolvedValue(true);
  saveToFolder.mockReset().mockResolvedValue(undefined);
  picker.mockReset();
  Object.assign(globalThis, { showDirectoryPicker: picker });
  configure();
});
afterEach(() => void Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));

function configure(): void {
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: {} },
      { provide: SESSION_STATE, useValue: session },
      { provide: WorkerLink, useValue: { messages, tell, saveToFolder } },
      { provide: DownloadFrames, useValue: { open: () => undefined, close: () => undefined } },
    ],
  });
}

/** A folder to which the page may write as long as the person says so. */
function folder(states: { now: PermissionState; asked: PermissionState } = { now: 'granted', asked: 'granted' }) {
  const queryPermission = () => Promise.resolve(states.now);
  const requestPermission = jest.fn(() => Promise.resolve((states.now = states.asked)));
  return { handle: { queryPermission, requestPermission } as unknown as ChosenFolder, requestPermission };
}

const queue = () => TestBed.inject(DownloadQueue);
const row = () => TestBed.inject(DownloadRows).all()[0];
const settle = () => new Promise((resolve) => setTimeout(resolve));
const page = (state: SendingState) => messages.next({ kind: 'state', id: row()?.attempt ?? '', state });

async function start(handle: ChosenFolder): Promise<void> {
  queue().addToFolder('a', content, handle);
  await settle();
}

describe('DownloadQueue with a folder on the disk', () => {
  it('has the page write to it, and no frame and no worker', async () => {
    const { handle } = folder();
    await start(handle);
    expect(saveToFolder).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'prepare-archive', id: row()?.attempt, name: 'a' }),
      handle,
    );
    page({ kind: 'running', receivedBytes: 5, totalBytes: 9 });
    expect(row()).toMatchObject({ sizeBytes: 9, state: { kind: 'running', receivedBytes: 5 } });
  });

  it('asks for the permission where it ended, and for another folder when there is none', async () => {
    const states: { now: PermissionState; asked: PermissionState } = { now: 'prompt', asked: 'granted' };
    const { handle, requestPermission } = folder(states);
    await start(handle);
    expect([row()?.state.kind, saveToFolder.mock.calls.length]).toEqual(['needs-place', 0]);
    await queue().choosePlace(row()!.id);
    expect([requestPermission.mock.calls.length, picker.mock.calls.length]).toEqual([1, 0]);
    expect(saveToFolder).toHaveBeenCalledWith(expect.anything(), handle);

    page({ kind: 'failed', reason: 'no-permission' });
    Object.assign(states, { now: 'denied', asked: 'denied' });
    const other = folder().handle;
    picker.mockResolvedValue(other);
    queue().retry(row()!.id);
    await settle();
    await queue().choosePlace(row()!.id);
    expect(saveToFolder).toHaveBeenLastCalledWith(expect.anything(), other);
    expect(row()?.disk).toEqual({ folder: other });
  });

  it('asks for another folder when the one that was chosen is no longer on the disk', async () => {
    const { handle, requestPermission } = folder();
    await start(handle);
    page({ kind: 'failed', reason: 'unwritable' });
    const gone = () => Promise.reject(new DOMException('Gone.', 'NotFoundError'));
    Object.assign(handle, { keys: () => ({ next: gone }) });
    saveToFolder.mockClear();
    queue().retry(row()!.id);
    await settle();
    expect([row()?.state.kind, saveToFolder.mock.calls.length]).toEqual(['needs-place', 0]);
    const other = folder().handle;
    picker.mockResolvedValue(other);
    await queue().choosePlace(row()!.id);
    expect(saveToFolder.mock.calls.map(([, to]) => to)).toEqual([other]);
    expect(requestPermission).not.toHaveBeenCalled();
  });

  it('waits for a folder after a reload, and goes on in the one that is chosen', async () => {
    await start(folder().handle);
    page({ kind: 'running', receivedBytes: 5 });
    TestBed.tick();
    const kept = sessionStorage.getItem('airlock.downloads') ?? '';
    expect(JSON.parse(kept)).toMatchObject({
      downloads: [{ path: 'a', archive: content, isOnDisk: true, isRunning: false }],
    });
    queue().clear();
    TestBed.resetTestingModule();
    sessionStorage.setItem('airlock.downloads', kept);
    saveToFolder.mockClear();
    configure();
    queue();
    await settle();
    expect([row()?.state.kind, saveToFolder.mock.calls.length]).toEqual(['needs-place', 0]);
    picker.mockRejectedValueOnce(new DOMException('Dismissed.', 'AbortError'));
    await queue().choosePlace(row()!.id);
    expect(row()?.state.kind).toBe('needs-place');
    const { handle } = folder();
    picker.mockResolvedValue(handle);
    await queue().choosePlace(row()!.id);
    expect(saveToFolder).toHaveBeenCalledWith(expect.objectContaining({ id: row()?.attempt }), handle);
  });
});
