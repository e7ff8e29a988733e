/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { UploadRecord } from '../upload-record.ts';
import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const size = 3 * 16 * 1024 ** 2;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

const open = () => [...store.uploads.keys()];

/** Adds an upload that this queue does not know, by default for the same path. */
function other(uploadId: string, parts = 0, path = 'big.bin'): void {
  const stored = Array.from({ length: parts }, (_, at) => [at + 1, { sizeBytes: 1, crc64nvme: 'c' }] as const);
  store.uploads.set(uploadId, { path, startedAt: '2026-11-24T12:00:00.000Z', parts: new Map(stored) });
}

const recordOf = (more: Partial<UploadRecord>): UploadRecord => ({
  ...{ key: 'of another tab', userId: 'anna', path: 'big.bin', name: 'not ours.bin', sizeBytes: size, lastModified: 1 },
  ...{ contentType: 'a/b', partSizeBytes: 16, checksums: [], savedAtMs: 0 },
  ...more,
});

async function sendAll(): Promise<void> {
  tab.add(new SymbolicFile(size).file);
  expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
  for (let turns = 0; turns < 50; turns += 1) await settled();
}

describe('an upload that nobody knows', () => {
  it('is freed when the browser itself has repeated the start', async () => {
    const start = store.api.startUpload.bind(store.api);
    store.api.startUpload = async (request, signal) => {
      await start(request, signal);
      return start(request, signal);
    };
    await sendAll();
    expect([open(), store.objects.size]).toEqual([[], 1]);
  });

  it.each<[string, { parts?: number; path?: string; record?: Partial<UploadRecord>; locked?: boolean }]>([
    ['holds a part', { parts: 1 }],
    ['has another path', { path: 'other.bin' }],
    ['is sent by another tab', { locked: true }],
    ['is described by a record', { record: { uploadId: 'theirs' } }],
    ['may have been started by another tab', { record: { starting: true } }],
  ])('is left alone when it %s', async (_, { parts, path, record, locked }) => {
    other('theirs', parts, path);
    if (record) await store.records.save(recordOf(record));
    if (locked) await store.locks.take('airlock-upload:theirs');
    await sendAll();
    expect([open(), store.objects.size]).toEqual([['theirs'], 1]);
  });

  it('is none of our own, though paused while empty and where nothing is recorded', async () => {
    store.records.save = () => Promise.reject(new Error('A private window.'));
    tab = new Tab(store);
    store.hold = () => {
      tab.pause();
      return Promise.resolve();
    };
    tab.add(new SymbolicFile(size).file);
    await tab.until('paused');
    for (let turns = 0; turns < 500; turns += 1) await settled();
    expect([open(), store.calls.includes('listUploads')]).toEqual([['upload-1'], true]);
  });

  it('costs one call for all files that were sent together', async () => {
    for (const name of ['a', 'b', 'c']) tab.add(new SymbolicFile(size, name, name).file, name);
    while ([1, 2, 3].some((id) => tab.state(id).kind !== 'done')) await settled();
    for (let turns = 0; turns < 50; turns += 1) await settled();
    expect(store.calls.filter((call) => call === 'listUploads')).toHaveLength(1);
  });
});
