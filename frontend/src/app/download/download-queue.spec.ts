import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, afterEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { DownloadFrames } from './download-frames.ts';
import { DownloadQueue } from './download-queue.ts';
import { remember } from './download-record.ts';
import { DownloadRows } from './download-rows.ts';
import type { PageMessage, SendingState, WorkerMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const presignGet = jest.fn<ApiClient['presignGet']>();
const messages = new Subject<WorkerMessage>();
const tell = jest.fn<(message: PageMessage) => Promise<boolean>>();
const prepare = jest.fn<WorkerLink['prepare']>();
const frames = { open: jest.fn<DownloadFrames['open']>(), close: jest.fn<DownloadFrames['close']>() };
const signed = { url: 'https://s3/a', expiresAt: '', sizeBytes: 9, contentType: 'a/b', etag: '"x"', crc64nvme: 'crc' };

beforeEach(() => {
  jest.useFakeTimers();
  sessionStorage.clear();
  session.set(anna);
  presignGet.mockReset().mockResolvedValue(signed);
  tell.mockReset().mockResolvedValue(true);
  prepare.mockReset().mockResolvedValue(true);
  frames.open.mockReset();
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { presignGet } },
      { provide: SESSION_STATE, useValue: session },
      { provide: WorkerLink, useValue: { messages, tell, prepare } },
      { provide: DownloadFrames, useValue: frames },
    ],
  });
});
afterEach(() => void jest.useRealTimers());

const queue = () => TestBed.inject(DownloadQueue);
const rows = () => TestBed.inject(DownloadRows).all();
const kinds = () => rows().map(({ state }) => state.kind);
const settle = () => jest.advanceTimersByTimeAsync(0);

async function add(...paths: string[]): Promise<void> {
  queue().add(paths.map((path) => ({ path, versionId: undefined })));
  await settle();
}

function worker(index: number, state: SendingState): void {
  messages.next({ kind: 'state', id: rows()[index]?.attempt ?? '', state });
}

const done = { kind: 'done', isVerified: true } as const;
const running = { kind: 'running', receivedBytes: 3 } as const;

describe('DownloadQueue', () => {
  it('tells the worker of a file, then lets the browser request it from the worker', async () => {
    await add('x/a.txt');
    const source = { url: 'https://s3/a', sizeBytes: 9, etag: '"x"', crc64nvme: 'crc' };
    const attempt = rows()[0]?.attempt ?? '';
    expect(presignGet.mock.lastCall?.[0]).toEqual({ path: 'x/a.txt', disposition: 'attachment' });
    expect(prepare).toHaveBeenCalledWith({ kind: 'prepare', id: attempt, name: 'a.txt', source });
    expect(frames.open).toHaveBeenCalledWith(`/downloads/${attempt}`, expect.any(Function));
    worker(0, running);
    expect(rows()[0]).toMatchObject({ sizeBytes: 9, state: running });
    worker(0, done);
    expect(rows()[0]?.state).toEqual(done);
  });

  it('downloads one version', async () => {
    queue().add([{ path: 'a', versionId: 'v1' }]);
    await settle();
    expect(presignGet.mock.lastCall?.[0]).toEqual({ path: 'a', versionId: 'v1', disposition: 'attachment' });
  });

  it('downloads three at a time, of however many', async () => {
    await add(...Array.from({ length: 200 }, (_, index) => `${index}`));
    expect(presignGet).toHaveBeenCalledTimes(3);
    worker(1, done);
    await settle();
    expect(kinds().slice(0, 5)).toEqual(['preparing', 'done', 'preparing', 'preparing', 'waiting']);
    expect(presignGet.mock.lastCall?.[0]).toEqual({ path: '3', disposition: 'attachment' });
  });

  it('names what fails, goes on with the others, and tries again with a new id and URL', async () => {
    presignGet.mockRejectedValueOnce(new ApiError('not-found', 'gone'));
    await add('a', 'b');
    expect(rows()[0]?.state).toEqual({ kind: 'failed', reason: 'not-found' });
    worker(1, { kind: 'failed', reason: 'different' });
    const [, before] = rows();
    queue().retry(before?.id ?? 0);
    await settle();
    const [, after] = rows();
    expect([after?.id, after?.state.kind, presignGet.mock.calls.length]).toEqual([before?.id, 'preparing', 3]);
    expect(after?.attempt).not.toBe(before?.attempt);
  });

  it('waits for a network that is away, and does not fail everything that waits with it', async () => {
    const isUp = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await add('a', 'b', 'c', 'd');
    expect([kinds(), presignGet.mock.calls.length]).toEqual([['retrying', 'retrying', 'retrying', 'waiting'], 0]);
    isUp.mockReturnValue(true);
    presignGet.mockRejectedValueOnce(new ApiError('network', 'away'));
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(kinds()).toEqual(['retrying', 'preparing', 'preparing', 'waiting']);
    await jest.advanceTimersByTimeAsync(1_000);
    expect([kinds()[0], presignGet.mock.calls.length]).toEqual(['preparing', 4]);
  });

  it('gives up after some time, and tries all that failed again', async () => {
    presignGet.mockRejectedValue(new ApiError('unavailable', 'busy'));
    await add('a', 'b');
    await jest.advanceTimersByTimeAsync(60_000);
    expect([kinds(), presignGet.mock.calls.length]).toEqual([['failed', 'failed'], 12]);
    presignGet.mockResolvedValue(signed);
    queue().retryAll();
    await settle();
    expect(kinds()).toEqual(['preparing', 'preparing']);
  });

  it('cancels what runs and what waits, and hears nothing of it afterwards', async () => {
    await add('a', 'b', 'c', 'd');
    worker(0, running);
    const attempt = rows()[0]?.attempt ?? '';
    queue().cancelAll();
    expect(kinds()).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    expect(tell).toHaveBeenCalledWith({ kind: 'cancel', id: attempt });
    worker(0, done);
    await settle();
    expect([kinds()[0], presignGet.mock.calls.length]).toEqual(['cancelled', 3]);
    queue().clear();
    expect(rows()).toEqual([]);
  });

  it('starts nothing that was cancelled while its URL was signed', async () => {
    let sign = (): void => undefined;
    presignGet.mockReturnValueOnce(new Promise((resolve) => (sign = () => resolve(signed))));
    await add('a');
    queue().cancelAll();
    sign();
    await settle();
    expect([prepare.mock.calls.length, frames.open.mock.calls.length]).toEqual([0, 0]);
  });

  it('hands over to the browser where no worker can run; a page of an error is a failure', async () => {
    prepare.mockResolvedValue(false);
    await add('a');
    expect(frames.open).toHaveBeenCalledWith('https://s3/a', expect.any(Function));
    expect(kinds()).toEqual(['handed-over']);
    frames.open.mock.calls[0]?.[1]();
    expect(rows()[0]?.state).toEqual({ kind: 'failed', reason: 'unavailable' });
  });

  it('signs again for the worker, once at a time, and says why it cannot', async () => {
    await add('a');
    const id = rows()[0]?.attempt ?? '';
    messages.next({ kind: 'sign', id });
    messages.next({ kind: 'sign', id });
    await settle();
    expect(presignGet).toHaveBeenCalledTimes(2);
    expect(tell).toHaveBeenCalledWith(expect.objectContaining({ kind: 'signed', id }));
    presignGet.mockRejectedValueOnce(new ApiError('not-found', 'gone'));
    messages.next({ kind: 'sign', id });
    await settle();
    expect(tell).toHaveBeenCalledWith({ kind: 'not-signed', id, code: 'not-found' });
  });

  it('keeps the worker alive, and says so when it has forgotten a download', async () => {
    await add('a');
    worker(0, running);
    const id = rows()[0]?.attempt ?? '';
    await jest.advanceTimersByTimeAsync(10_000);
    expect(tell).toHaveBeenCalledWith({ kind: 'ask', ids: [id] });
    messages.next({ kind: 'lost', ids: [id] });
    expect(rows()[0]?.state).toEqual({ kind: 'failed', reason: 'lost' });
    tell.mockClear();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(tell).not.toHaveBeenCalled();
  });

  it('goes on after a reload: what runs with the worker, the rest from the start', async () => {
    remember('anna-id', [
      { path: 'runs', attempt: '1', sizeBytes: 9, isRunning: true },
      { path: 'had-no-byte', attempt: '2', isRunning: false },
      { path: 'waited', versionId: 'v', isRunning: false },
    ]);
    queue();
    await settle();
    expect(tell).toHaveBeenCalledWith({ kind: 'cancel', id: '2' });
    expect(tell).toHaveBeenCalledWith({ kind: 'ask', ids: ['1'] });
    expect(presignGet.mock.calls.map(([request]) => request.path)).toEqual(['had-no-byte', 'waited']);
    worker(0, running);
    worker(0, done);
    expect(rows()[0]).toMatchObject({ path: 'runs', sizeBytes: 9, state: done });
  });

  it('remembers for the next page what has not ended', async () => {
    await add('a', 'b');
    worker(0, done);
    worker(1, running);
    TestBed.tick();
    const attempt = rows()[1]?.attempt;
    expect(JSON.parse(sessionStorage.getItem('airlock.downloads') ?? '')).toEqual({
      userId: 'anna-id',
      downloads: [{ path: 'b', attempt, sizeBytes: 9, isRunning: true }],
    });
    const written = jest.spyOn(Storage.prototype, 'setItem');
    worker(1, { kind: 'running', receivedBytes: 4 });
    TestBed.tick();
    expect(written).not.toHaveBeenCalled();
  });

  it.each<[string, SessionState]>([
    ['signs out', { kind: 'signed-out' }],
    ['is another one', { kind: 'signed-in', username: 'ben', userId: 'ben-id' }],
  ])('ends with the person: who %s sees and gets nothing', async (_what, next) => {
    await add('secret-1', 'secret-2', 'secret-3', 'secret-4');
    const attempt = rows()[0]?.attempt ?? '';
    frames.close.mockReset();
    session.set(next);
    TestBed.tick();
    await settle();
    expect(rows()).toEqual([]);
    expect(frames.close).toHaveBeenCalledTimes(1);
    expect(tell).toHaveBeenCalledWith({ kind: 'cancel', id: attempt });
    expect([presignGet.mock.calls.length, sessionStorage.length]).toEqual([3, 0]);
  });

  it('remembers which version of a file waits', async () => {
    await add('1', '2', '3');
    queue().add([{ path: 'a', versionId: 'v1' }]);
    TestBed.tick();
    queue().cancel(rows()[3]?.id ?? 0);
    queue().add([{ path: 'a', versionId: 'v2' }]);
    TestBed.tick();
    expect(sessionStorage.getItem('airlock.downloads')).toContain('"versionId":"v2"');
  });

  it('shows nobody what another person left in this tab', () => {
    remember('ben-id', [{ path: 'secret', isRunning: false }]);
    queue();
    expect([rows(), sessionStorage.length]).toEqual([[], 0]);
  });
});
