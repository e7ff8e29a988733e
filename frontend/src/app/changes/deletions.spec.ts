import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { Deletions, undoMs } from './deletions.ts';
import { FolderChanges } from './folder-changes.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const ben: SessionState = { kind: 'signed-in', username: 'ben', userId: 'ben-id' };
const session = signal<SessionState>(anna);
const deleteFile = jest.fn<ApiClient['deleteFile']>();
let deletions: Deletions;
let deleted: string[];

beforeEach(() => {
  jest.useFakeTimers();
  deleteFile.mockReset().mockResolvedValue(undefined);
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { deleteFile } },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  deletions = TestBed.inject(Deletions);
  deleted = [];
  TestBed.inject(FolderChanges).deleted.subscribe((path) => deleted.push(path));
});
afterEach(() => {
  jest.useRealTimers();
});

const sent = () => deleteFile.mock.calls.map(([{ path }]) => path);

describe('Deletions', () => {
  it('hides at once and deletes when the undo time is over', async () => {
    deletions.delete(['a', 'b']);
    expect([...deletions.gone()]).toEqual(['a', 'b']);
    jest.advanceTimersByTime(undoMs - 1);
    expect(sent()).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent()).toEqual(['a', 'b']);
    expect(deleted).toEqual(['a', 'b']);
    expect(deletions.gone().size).toBe(0);
  });

  it('sends nothing after undo', async () => {
    deletions.delete(['a']);
    expect(deletions.undo()).toBe(true);
    await jest.advanceTimersByTimeAsync(undoMs);
    expect(sent()).toEqual([]);
    expect(deletions.gone().size).toBe(0);
  });

  it('cannot undo what was sent', async () => {
    deletions.delete(['a']);
    await jest.advanceTimersByTimeAsync(undoMs);
    expect(deletions.undo()).toBe(false);
  });

  it.each(['pagehide', 'visibilitychange'])('sends at once on %s, outliving the page', (event) => {
    deletions.delete(['a']);
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    (event === 'pagehide' ? window : document).dispatchEvent(new Event(event));
    expect(deleteFile).toHaveBeenCalledWith({ path: 'a' }, undefined, { keepalive: true });
  });

  it('keeps waiting while the page only regains attention', () => {
    deletions.delete(['a']);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(sent()).toEqual([]);
  });

  it('brings a row back with the reason when the server refuses', async () => {
    deleteFile.mockImplementation(({ path }) =>
      path === 'a' ? Promise.reject(new ApiError('unavailable', 'busy')) : Promise.resolve(undefined),
    );
    deletions.delete(['a', 'b']);
    await deletions.flush();
    expect(deletions.gone().size).toBe(0);
    expect(deletions.failed()).toEqual([{ path: 'a', error: expect.objectContaining({ code: 'unavailable' }) }]);
    expect(deleted).toEqual(['b']);
  });

  it('sends an earlier delete when a new one begins', () => {
    deletions.delete(['a']);
    deletions.delete(['b']);
    expect(sent()).toEqual(['a']);
  });

  it('lets a new file under the same name wait until the delete is through', async () => {
    const answer = deferred<undefined>();
    deleteFile.mockReturnValue(answer.promise);
    deletions.delete(['a']);
    let settled = false;
    const waiting = deletions.settle('a').then(() => (settled = true));
    await jest.advanceTimersByTimeAsync(0);
    expect([sent(), settled]).toEqual([['a'], false]);
    answer.resolve(undefined);
    await waiting;
    expect(settled).toBe(true);
  });

  it('is sent before the person signs out, with their token', async () => {
    deletions.delete(['a']);
    await TestBed.inject(SignOutWork).finish();
    expect(sent()).toEqual(['a']);
  });

  it.each<[string, SessionState[]]>([
    ['somebody else signs in', [{ kind: 'signed-out' }, ben]],
    ['somebody else takes over an ended session', [{ ...anna, kind: 'ended' }, ben]],
  ])('never reaches the files of the next person: %s', async (_how, states) => {
    deletions.delete(['report.txt']);
    for (const state of states) {
      session.set(state);
      TestBed.tick();
    }
    expect(deletions.gone().size).toBe(0);
    await jest.advanceTimersByTimeAsync(undoMs);
    expect([sent(), deletions.undo()]).toEqual([[], false]);
  });

  it('stops with the person who asked for it, and tells the next person nothing', async () => {
    const answer = deferred<undefined>();
    deleteFile.mockReturnValue(answer.promise);
    deletions.delete(['a', 'b', 'c', 'd', 'e', 'f']);
    const flushed = deletions.flush();
    session.set(ben);
    TestBed.tick();
    answer.reject(new ApiError('unavailable', 'busy'));
    await flushed;
    expect([sent(), deletions.failed()]).toEqual([['a', 'b', 'c', 'd'], []]);
  });

  it('goes on in an ended session when the same person signs in again', async () => {
    deletions.delete(['a']);
    session.set({ ...anna, kind: 'ended' });
    TestBed.tick();
    session.set(anna);
    TestBed.tick();
    expect([...deletions.gone()]).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(undoMs);
    expect(sent()).toEqual(['a']);
  });

  it('does not hold up other names', async () => {
    deletions.delete(['a']);
    await deletions.settle('b');
    expect(sent()).toEqual([]);
  });
});
