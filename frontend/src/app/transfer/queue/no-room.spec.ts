/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { CallFailure } from '../ports.ts';
import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const size = 3 * 16 * 1024 ** 2;
let limit: number;
const count = 30;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  limit = 3;
  const start = store.api.startUpload.bind(store.api);
  store.api.startUpload = (request, signal) =>
    store.uploads.size >= limit ? Promise.reject(new CallFailure('too-many-uploads', '')) : start(request, signal);
  tab = new Tab(store);
});

/** Adds an unfinished upload that was started on another device. */
const other = (uploadId: string) =>
  store.uploads.set(uploadId, { path: `${uploadId}.bin`, startedAt: '2026-11-24T12:00:00.000Z', parts: new Map() });

function addAll(): readonly number[] {
  return Array.from({ length: count }, (_, at) => tab.add(new SymbolicFile(size).file, `big-${at}.bin`));
}

const untilStored = async (some: number) => {
  while (store.objects.size < some) await settled();
};
const untilWaiting = async (some: number) => {
  while (store.waits.length < some) await settled();
};

describe('a file that must be sent again', () => {
  it('does not wait for room that its own outdated upload takes', async () => {
    limit = 1;
    tab.add(new SymbolicFile(size).file);
    await store.afterParts(1, () => {
      store.change('big.bin', { sizeBytes: 1, etag: '"e"', crc64nvme: 'c' });
      store.change('big.bin', undefined);
    });
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.uploads.size).toBe(0);
  });
});

describe('more large files than uploads may be unfinished', () => {
  it('are all stored, one after the other', async () => {
    addAll();
    await untilStored(count);
    expect(tab.kinds).toContain('no-room');
    expect(tab.kinds).not.toContain('failed');
  });

  it('wait however long it takes until somebody discards other uploads', async () => {
    for (const id of ['a', 'b', 'c']) other(id);
    const added = addAll();
    await untilWaiting(200);
    expect(added.map((id) => tab.state(id).kind)).not.toContain('failed');
    expect(store.objects.size).toBe(0);
    store.uploads.delete('a');
    await untilStored(count);
  });

  it('let an unfinished upload be resumed, so that there is room again', async () => {
    for (const id of ['a', 'b', 'c']) other(id);
    addAll();
    await untilWaiting(8);
    const unfinished = (await tab.unfinished()).find(({ uploadId }) => uploadId === 'b');
    tab.resume(unfinished!, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    await untilStored(count + 1);
  });
});
