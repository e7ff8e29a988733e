import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { Changes } from './changes.ts';
import { aChange } from './testing/a-change.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const ben: SessionState = { kind: 'signed-in', username: 'ben', userId: 'ben-id' };
const session = signal<SessionState>(anna);
const api = {
  deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
  restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
  showChange: jest.fn<ApiClient['showChange']>(),
  stopChange: jest.fn<ApiClient['stopChange']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
};
const items = [{ path: 'a', etag: '"1"' }];
const done = aChange({ state: 'done', doneCount: 1 });
const running = aChange({ state: 'running', doneCount: 0, totalCount: 10_000 });
let changes: Changes;
let ended: Change[];
let outdated: number;

beforeEach(() => {
  jest.useFakeTimers();
  for (const call of Object.values(api)) call.mockReset();
  api.listChanges.mockResolvedValue({ changes: [] });
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  changes = TestBed.inject(Changes);
  TestBed.tick();
  ended = [];
  outdated = 0;
  changes.ended.subscribe((change) => ended.push(change));
  changes.outdated.subscribe(() => (outdated += 1));
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const visibility = (state: DocumentVisibilityState) => {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('Changes', () => {
  it('sends at once, outliving the page, and tells what has ended', async () => {
    api.deleteFiles.mockResolvedValue({ change: done });
    const started = changes.start('delete-files', { items });
    expect(api.deleteFiles).toHaveBeenCalledWith({ items }, undefined, { keepalive: true });
    expect(changes.areAtRisk()).toBe(false);
    await expect(started).resolves.toEqual(done);
    expect([ended, outdated, changes.running()]).toEqual([[done], 1, []]);
  });

  it('does not ask a browser to keep a request that is too large for that, and says that it is at risk', async () => {
    const answer = deferred<{ change: Change }>();
    api.deleteFiles.mockReturnValue(answer.promise);
    const many = Array.from({ length: 1000 }, (_, index) => ({ path: `file ${index}`, etag: '"1"' }));
    const started = changes.start('delete-files', { items: many });
    expect(api.deleteFiles.mock.calls[0]?.[2]).toEqual({ keepalive: false });
    expect(changes.areAtRisk()).toBe(true);
    answer.resolve({ change: done });
    await started;
    expect(changes.areAtRisk()).toBe(false);
  });

  it('watches a change that goes on until it has ended', async () => {
    api.deleteFiles.mockResolvedValue({ change: running });
    api.showChange
      .mockResolvedValueOnce({ change: { ...running, doneCount: 4000 } })
      .mockRejectedValueOnce(new ApiError('network', 'gone'))
      .mockResolvedValueOnce({ change: { ...running, state: 'done', doneCount: 10_000 } });
    await expect(changes.start('delete-files', { items })).resolves.toEqual(running);
    expect([changes.running(), ended]).toEqual([[running], []]);
    await jest.advanceTimersByTimeAsync(500);
    expect(changes.running()).toEqual([{ ...running, doneCount: 4000 }]);
    await jest.advanceTimersByTimeAsync(750);
    expect(changes.running()).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1125);
    expect([changes.running(), ended.length, outdated]).toEqual([[], 1, 1]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(api.showChange).toHaveBeenCalledTimes(3);
  });

  it('asks about a change as rarely as the server wants', async () => {
    api.deleteFiles.mockResolvedValue({ change: running });
    api.showChange
      .mockRejectedValueOnce(new ApiError('too-many-requests', '', undefined, 6_000))
      .mockResolvedValueOnce({ change: { ...running, state: 'done' } });
    await changes.start('delete-files', { items });
    await jest.advanceTimersByTimeAsync(500 + 5_999);
    expect(api.showChange).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(ended).toHaveLength(1);
  });

  it('asks nothing while the page is hidden', async () => {
    api.deleteFiles.mockResolvedValue({ change: running });
    api.showChange.mockResolvedValue({ change: { ...running, state: 'done' } });
    visibility('hidden');
    await changes.start('delete-files', { items });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(api.showChange).not.toHaveBeenCalled();
    visibility('visible');
    await jest.advanceTimersByTimeAsync(0);
    expect(ended).toHaveLength(1);
  });

  it('forgets a change that the server no longer knows', async () => {
    api.deleteFiles.mockResolvedValue({ change: running });
    api.showChange.mockRejectedValue(new ApiError('not-found', 'gone'));
    await changes.start('delete-files', { items });
    await jest.advanceTimersByTimeAsync(500);
    expect([changes.running(), ended]).toEqual([[], []]);
  });

  it('undoes by the request that the change carries', async () => {
    api.restoreFiles.mockResolvedValue({ change: aChange({ kind: 'restore' }) });
    await changes.undo({ ...done, undo: { operation: 'restore-files', request: { change: done.changeId } } });
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ change: done.changeId });
    await expect(changes.undo(aChange({ undo: undefined }))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stops a change, and tells its end once', async () => {
    const stopped = { ...running, state: 'stopped' as const };
    api.deleteFiles.mockResolvedValue({ change: running });
    api.stopChange.mockResolvedValue({ change: stopped });
    api.showChange.mockResolvedValue({ change: stopped });
    await changes.start('delete-files', { items });
    await changes.stop(running.changeId);
    await jest.advanceTimersByTimeAsync(10_000);
    expect([ended, changes.running()]).toEqual([[stopped], []]);
  });

  it.each([
    ['network', 1],
    ['unavailable', 1],
    ['invalid-path', 0],
  ] as const)('passes on %s, and has lists looked at again only when the answer was lost', async (code, times) => {
    api.deleteFiles.mockRejectedValue(new ApiError(code, 'no'));
    await expect(changes.start('delete-files', { items })).rejects.toMatchObject({ code });
    expect(outdated).toBe(times);
  });
});

describe('Changes after a reload', () => {
  it('finds what still runs', async () => {
    api.listChanges.mockResolvedValue({ changes: [done, running] });
    api.showChange.mockResolvedValue({ change: { ...running, state: 'done' } });
    session.set(ben);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
    expect(changes.running()).toEqual([running]);
    await jest.advanceTimersByTimeAsync(500);
    expect([changes.running(), ended.length]).toEqual([[], 1]);
  });
});

describe('Changes and people', () => {
  it('drops everything when somebody else signs in', async () => {
    api.deleteFiles.mockResolvedValue({ change: running });
    await changes.start('delete-files', { items });
    session.set({ kind: 'signed-out' });
    TestBed.tick();
    session.set(ben);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(60_000);
    expect([changes.running(), api.showChange.mock.calls]).toEqual([[], []]);
  });

  it('keeps everything while the same person only has to sign in again', async () => {
    api.deleteFiles.mockResolvedValue({ change: running });
    await changes.start('delete-files', { items });
    session.set({ ...anna, kind: 'ended' });
    TestBed.tick();
    session.set(anna);
    TestBed.tick();
    expect(changes.running()).toEqual([running]);
  });

  it('tells the next person nothing of an answer that comes late', async () => {
    const answer = deferred<{ change: Change }>();
    api.deleteFiles.mockReturnValue(answer.promise);
    const started = changes.start('delete-files', { items });
    session.set(ben);
    answer.resolve({ change: running });
    await expect(started).rejects.toMatchObject({ code: 'unauthorized' });
    expect([changes.running(), ended, outdated]).toEqual([[], [], 0]);
  });

  it('has a sign-out wait for the answer to a request', async () => {
    const answer = deferred<{ change: Change }>();
    api.deleteFiles.mockReturnValue(answer.promise);
    const started = changes.start('delete-files', { items });
    let isOver = false;
    const finished = TestBed.inject(SignOutWork)
      .finish()
      .then(() => (isOver = true));
    await jest.advanceTimersByTimeAsync(1000);
    expect(isOver).toBe(false);
    answer.resolve({ change: done });
    await Promise.all([started, finished]);
    expect(isOver).toBe(true);
  });
});
