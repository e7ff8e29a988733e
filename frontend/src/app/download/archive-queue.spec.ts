import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { DownloadFrames } from './download-frames.ts';
import { DownloadQueue } from './download-queue.ts';
import { DownloadRows } from './download-rows.ts';
import type { PageMessage, SendingState, WorkerMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

const anna = { username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>({ kind: 'signed-in', ...anna });
const listFiles = jest.fn<ApiClient['listFiles']>();
const messages = new Subject<WorkerMessage>();
const tell = jest.fn<(message: PageMessage) => Promise<boolean>>();
const prepare = jest.fn<WorkerLink['prepare']>();
const open = jest.fn<DownloadFrames['open']>();

beforeEach(() => {
  sessionStorage.clear();
  session.set({ kind: 'signed-in', ...anna });
  listFiles.mockReset().mockResolvedValue({ folders: [], files: [] });
  tell.mockReset().mockResolvedValue(true);
  prepare.mockReset().mockResolvedValue(true);
  open.mockReset();
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { listFiles } },
      { provide: SESSION_STATE, useValue: session },
      { provide: WorkerLink, useValue: { messages, tell, prepare } },
      { provide: DownloadFrames, useValue: { open, close: () => undefined } },
    ],
  });
});

const queue = () => TestBed.inject(DownloadQueue);
const row = () => TestBed.inject(DownloadRows).all()[0];
const id = () => row()?.attempt ?? '';
const settle = () => new Promise((resolve) => setTimeout(resolve));
const worker = (state: SendingState) => messages.next({ kind: 'state', id: id(), state });

async function start(): Promise<void> {
  queue().addArchive('a.zip', { files: [], folders: ['a/'] });
  await settle();
}

describe('DownloadQueue with an archive', () => {
  it('knows the size of one that ends before it is heard to run', async () => {
    await start();
    worker({ kind: 'running', receivedBytes: 0, totalBytes: 9 });
    expect(row()?.state.kind).not.toBe('running');
    const archive = { fileCount: 1, missingCount: 0, missing: [], changedNames: 0 };
    worker({ kind: 'done', isVerified: true, archive });
    expect(row()).toMatchObject({ sizeBytes: 9, state: { kind: 'done' } });
  });

  it('tells the worker of it, lets the browser request it, and answers what the worker asks', async () => {
    await start();
    expect(prepare.mock.calls[0]?.[0]).toMatchObject({ kind: 'prepare-archive', id: id(), name: 'a.zip' });
    expect(open).toHaveBeenCalledWith(`/downloads/${id()}`, expect.any(Function));
    messages.next({ kind: 'find', id: id() });
    await settle();
    expect(listFiles.mock.calls[0]?.[0]).toMatchObject({ folder: 'a/' });
    expect(tell).toHaveBeenLastCalledWith({ kind: 'all-found', id: id() });
  });

  it('knows its size when the worker does', async () => {
    await start();
    worker({ kind: 'running', receivedBytes: 5 });
    expect(row()?.sizeBytes).toBeUndefined();
    worker({ kind: 'running', receivedBytes: 6, totalBytes: 10 });
    worker({ kind: 'running', receivedBytes: 7 });
    expect(row()).toMatchObject({ sizeBytes: 10, state: { kind: 'running', receivedBytes: 7 } });
  });

  it('says so where no worker can run, and starts nothing', async () => {
    prepare.mockResolvedValue(false);
    await start();
    expect([row()?.state, open.mock.calls.length]).toEqual([{ kind: 'failed', reason: 'no-archive' }, 0]);
  });

  it('pauses and goes on', async () => {
    await start();
    worker({ kind: 'running', receivedBytes: 5 });
    queue().pause(row()!.id, true);
    expect(tell).toHaveBeenLastCalledWith({ kind: 'pause', id: id() });
    worker({ kind: 'paused', receivedBytes: 5 });
    expect(TestBed.inject(DownloadRows).areAtRisk()).toBe(true);
    queue().pause(row()!.id, false);
    expect(tell).toHaveBeenLastCalledWith({ kind: 'resume', id: id() });
  });

  it('waits for the person to sign in again, and goes on then', async () => {
    const listed = Promise.withResolvers<{ folders: []; files: [] }>();
    listFiles.mockReturnValue(listed.promise);
    await start();
    worker({ kind: 'running', receivedBytes: 5 });
    messages.next({ kind: 'find', id: id() });
    session.set({ kind: 'ended', ...anna });
    TestBed.tick();
    expect(row()?.state).toEqual({ kind: 'signed-out', receivedBytes: 5 });
    session.set({ kind: 'signed-in', ...anna });
    listed.resolve({ folders: [], files: [] });
    await settle();
    worker({ kind: 'running', receivedBytes: 6 });
    expect([row()?.state.kind, tell.mock.lastCall?.[0].kind]).toEqual(['running', 'all-found']);
  });

  it('stays paused when the session ends', async () => {
    listFiles.mockReturnValue(new Promise(() => undefined));
    await start();
    worker({ kind: 'paused', receivedBytes: 5 });
    messages.next({ kind: 'find', id: id() });
    session.set({ kind: 'ended', ...anna });
    TestBed.tick();
    expect(row()?.state).toEqual({ kind: 'paused', receivedBytes: 5 });
  });

  it('ends its questions with it', async () => {
    let ended: AbortSignal | undefined;
    listFiles.mockImplementation((_request, stop) => {
      ended = stop;
      return new Promise(() => undefined);
    });
    await start();
    messages.next({ kind: 'find', id: id() });
    await settle();
    queue().cancel(row()!.id);
    expect(ended?.aborted).toBe(true);
    listFiles.mockClear();
    messages.next({ kind: 'find', id: id() });
    expect(listFiles).not.toHaveBeenCalled();
  });

  it('goes on after a reload with the worker, which asks the new page', async () => {
    await start();
    worker({ kind: 'running', receivedBytes: 5 });
    TestBed.tick();
    const [kept, attempt] = [sessionStorage.getItem('airlock.downloads') ?? '', id()];
    expect(JSON.parse(kept)).toMatchObject({
      downloads: [{ path: 'a.zip', archive: { files: [], folders: ['a/'] }, isRunning: true }],
    });
    queue().clear();
    TestBed.resetTestingModule();
    sessionStorage.setItem('airlock.downloads', kept);
    TestBed.configureTestingModule({
      providers: [
        { provide: API_CLIENT, useValue: { listFiles } },
        { provide: SESSION_STATE, useValue: session },
        { provide: WorkerLink, useValue: { messages, tell, prepare } },
        { provide: DownloadFrames, useValue: { open, close: () => undefined } },
      ],
    });
    queue();
    await settle();
    expect([row()?.attempt, row()?.archive?.folders]).toEqual([attempt, ['a/']]);
    messages.next({ kind: 'find', id: attempt });
    await settle();
    expect(tell).toHaveBeenLastCalledWith({ kind: 'all-found', id: attempt });
  });
});
