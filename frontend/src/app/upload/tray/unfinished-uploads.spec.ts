import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ApiError } from '../../api/api-error.ts';
import { Session, type SessionState } from '../../sign-in/session.ts';
import type { Unfinished } from '../../transfer/upload-record.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { Uploads } from '../uploads.ts';

const upload = (uploadId: string): Unfinished => ({
  key: uploadId,
  path: `a/${uploadId}.bin`,
  uploadId,
  startedAtMs: 0,
  kind: 'needs-file',
});
const state = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
const uploads = {
  belongTo: jest.fn<Uploads['belongTo']>(),
  unfinished: jest.fn<Uploads['unfinished']>(),
  arrivedBytes: jest.fn<Uploads['arrivedBytes']>(),
  resumeUnfinished: jest.fn<Uploads['resumeUnfinished']>(),
  discard: jest.fn<Uploads['discard']>(),
  carries: jest.fn<Uploads['carries']>(),
  totals: signal<unknown>(undefined),
};
let unfinished: UnfinishedUploads;

beforeEach(() => {
  state.set({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
  uploads.unfinished.mockReset().mockResolvedValue([upload('one'), upload('two')]);
  uploads.resumeUnfinished.mockReset();
  uploads.carries.mockReset().mockReturnValue(false);
  uploads.discard.mockReset().mockResolvedValue(undefined);
  uploads.arrivedBytes.mockReset().mockResolvedValue(20);
  TestBed.configureTestingModule({
    providers: [
      { provide: Uploads, useValue: uploads },
      { provide: Session, useValue: { state } },
    ],
  });
  unfinished = TestBed.inject(UnfinishedUploads);
});

const ids = () => unfinished.items().map((item) => item.upload.uploadId);
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('UnfinishedUploads', () => {
  it('finds them and asks how much of each has arrived', async () => {
    await unfinished.refresh();
    expect(uploads.arrivedBytes).toHaveBeenCalledWith(upload('one'), expect.anything());
    expect(unfinished.items()).toEqual([
      { upload: upload('one'), arrivedBytes: 20 },
      { upload: upload('two'), arrivedBytes: 20 },
    ]);
  });

  it('looks when somebody signs in and shows nothing to the next one', async () => {
    TestBed.runInInjectionContext(() => unfinished.follow());
    TestBed.tick();
    await turn();
    expect(ids()).toEqual(['one', 'two']);
    state.set({ kind: 'signed-out' });
    TestBed.tick();
    expect(ids()).toEqual([]);
    uploads.unfinished.mockResolvedValue([]);
    state.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    await turn();
    expect([ids(), uploads.unfinished.mock.calls.length]).toEqual([[], 2]);
  });

  it('keeps what it shows when the network is gone', async () => {
    await unfinished.refresh();
    uploads.unfinished.mockRejectedValue(new ApiError('network', ''));
    await unfinished.refresh();
    expect(ids()).toEqual(['one', 'two']);
  });

  it('hands the chosen file to the queue and leaves the list', async () => {
    await unfinished.refresh();
    const file = new File(['x'], 'one.bin');
    unfinished.resume(upload('one'), file);
    expect(uploads.resumeUnfinished).toHaveBeenCalledWith(upload('one'), file);
    expect(ids()).toEqual(['two']);
  });

  it('leaves out what has a row of its own by now', async () => {
    await unfinished.refresh();
    expect(ids()).toEqual(['one', 'two']);
    uploads.carries.mockImplementation((uploadId) => uploadId === 'two');
    uploads.totals.set({});
    expect([ids(), unfinished.any()]).toEqual([['one'], true]);
  });

  it('shows one that could not be discarded until it is', async () => {
    await unfinished.refresh();
    uploads.discard.mockRejectedValueOnce(new ApiError('network', ''));
    await expect(unfinished.discard(upload('one'))).rejects.toThrow();
    expect(ids()).toEqual(['one', 'two']);
    await unfinished.discard(upload('one'));
    expect(ids()).toEqual(['two']);
  });
});
