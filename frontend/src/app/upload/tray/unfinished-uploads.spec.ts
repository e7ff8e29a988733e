import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import type { Upload } from '../../transfer/queue/upload-queue.ts';
import type { Unfinished } from '../../transfer/upload-record.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { AllUploads } from './all-uploads.ts';
import { UnfinishedBatches } from './unfinished-batches.ts';

const upload = (uploadId: string): Unfinished => ({
  key: uploadId,
  path: `a/${uploadId}.bin`,
  uploadId,
  startedAtMs: 0,
  kind: 'needs-file',
});
const state = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
const queue = {
  unfinished: jest.fn<BrowserUploadQueue['unfinished']>(),
  arrivedBytes: jest.fn<BrowserUploadQueue['arrivedBytes']>(),
  resumeUnfinished: jest.fn<BrowserUploadQueue['resumeUnfinished']>(),
  discard: jest.fn<BrowserUploadQueue['discard']>(),
  untilFree: jest.fn<BrowserUploadQueue['untilFree']>(),
  carries: jest.fn<BrowserUploadQueue['carries']>(),
};
const rows = { add: jest.fn<UploadRows['add']>(), totals: signal({ files: 0 }) };
const all = { belongTo: jest.fn<AllUploads['belongTo']>() };
const batches = { items: signal([]), refresh: jest.fn<UnfinishedBatches['refresh']>(), clear: () => undefined };
let unfinished: UnfinishedUploads;

beforeEach(() => {
  state.set({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
  queue.unfinished.mockReset().mockResolvedValue([upload('one'), upload('two')]);
  queue.resumeUnfinished.mockReset();
  queue.carries.mockReset().mockReturnValue(false);
  queue.discard.mockReset().mockResolvedValue(undefined);
  queue.arrivedBytes.mockReset().mockResolvedValue(20);
  queue.untilFree.mockReset().mockReturnValue(new Promise(() => undefined));
  TestBed.configureTestingModule({
    providers: [
      { provide: BrowserUploadQueue, useValue: queue },
      { provide: UploadRows, useValue: rows },
      { provide: AllUploads, useValue: all },
      { provide: UnfinishedBatches, useValue: batches },
      { provide: SESSION_STATE, useValue: state },
    ],
  });
  unfinished = TestBed.inject(UnfinishedUploads);
});

const ids = () => unfinished.items().map((item) => item.upload.uploadId);
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('UnfinishedUploads', () => {
  it('finds them and asks how much of each has arrived', async () => {
    await unfinished.refresh();
    expect(queue.arrivedBytes).toHaveBeenCalledWith(upload('one'), expect.anything());
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
    queue.unfinished.mockResolvedValue([]);
    state.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    await turn();
    expect([ids(), queue.unfinished.mock.calls.length]).toEqual([[], 2]);
  });

  it('resumes nothing of somebody who has signed out while their file was being opened', async () => {
    await unfinished.refresh();
    state.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    unfinished.resume(upload('one'), new File(['x'], 'one.bin'));
    expect([ids(), queue.resumeUnfinished.mock.calls]).toEqual([[], []]);
  });

  it('keeps what it shows when the network is gone', async () => {
    await unfinished.refresh();
    queue.unfinished.mockRejectedValue(new ApiError('network', ''));
    await unfinished.refresh();
    expect(ids()).toEqual(['one', 'two']);
  });

  it('hands the chosen file to the queue and leaves the list', async () => {
    await unfinished.refresh();
    const file = new File(['x'], 'one.bin');
    const resumed = { id: 7, path: 'one.bin', file, state: { kind: 'waiting' } } as Upload;
    queue.resumeUnfinished.mockReturnValue(resumed);
    unfinished.resume(upload('one'), file);
    expect(rows.add).toHaveBeenCalledWith([resumed]);
    expect(queue.resumeUnfinished).toHaveBeenCalledWith(upload('one'), file);
    expect(ids()).toEqual(['two']);
  });

  it('leaves out what has a row of its own by now', async () => {
    await unfinished.refresh();
    expect(ids()).toEqual(['one', 'two']);
    queue.carries.mockImplementation((uploadId) => uploadId === 'two');
    rows.totals.set({ files: 0 });
    expect([ids(), unfinished.any()]).toEqual([['one'], true]);
  });

  it('leaves out what a row has started again under another id', async () => {
    queue.unfinished.mockResolvedValue([{ ...upload('one'), key: 'record' }]);
    await unfinished.refresh();
    queue.carries.mockImplementation((_uploadId, key) => key === 'record');
    rows.totals.set({ files: 0 });
    expect(ids()).toEqual([]);
  });

  it('shows one that could not be discarded until it is', async () => {
    await unfinished.refresh();
    queue.discard.mockRejectedValueOnce(new ApiError('network', ''));
    await expect(unfinished.discard(upload('one'))).rejects.toThrow();
    expect(ids()).toEqual(['one', 'two']);
    await unfinished.discard(upload('one'));
    expect(ids()).toEqual(['two']);
  });

  it('offers an upload again as soon as the tab that sent it is closed', async () => {
    const elsewhere: Unfinished = { ...upload('one'), kind: 'elsewhere' };
    let close!: () => void;
    queue.unfinished.mockResolvedValueOnce([elsewhere]);
    queue.untilFree.mockReturnValueOnce(new Promise((resolve) => (close = resolve)));
    await unfinished.refresh();
    expect(queue.untilFree).toHaveBeenCalledWith(elsewhere, expect.anything());
    expect(unfinished.items()[0]?.upload.kind).toBe('elsewhere');
    close();
    await turn();
    expect(unfinished.items()[0]?.upload.kind).toBe('needs-file');
  });

  it('stops waiting for other tabs when the person signs out', async () => {
    queue.unfinished.mockResolvedValueOnce([{ ...upload('one'), kind: 'elsewhere' }]);
    TestBed.runInInjectionContext(() => unfinished.follow());
    TestBed.tick();
    await turn();
    state.set({ kind: 'signed-out' });
    TestBed.tick();
    expect(queue.untilFree.mock.calls[0]?.[1].aborted).toBe(true);
  });
});
