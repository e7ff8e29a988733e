/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeStore } from '../testing/fake-store.ts';
import { killedAfter, onlyUnfinished } from '../testing/killed-after.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const part = 16 * 1024 ** 2;
const size = 10 * part + 5;
let store: FakeStore;

beforeEach(() => {
  store = new FakeStore();
});

const sent = () => store.puts.map(({ partNumber }) => partNumber).sort((a, b) => a - b);
const storedParts = () => [...(store.uploads.get('upload-1')?.parts.keys() ?? [])];
const listings = () => store.calls.filter((call) => call === 'listParts').length;
const stored = () => [store.objects.size, store.uploads.size, store.resent, store.records.byKey.size];

describe('resuming an upload', () => {
  it.each([1, 6, 10])('after a kill at %d of 11 parts sends only what S3 has not acknowledged', async (count) => {
    await killedAfter(store, count);
    const missing = Array.from({ length: 11 }, (_, index) => index + 1).filter((n) => !storedParts().includes(n));
    const tab = new Tab(store);
    const found = await onlyUnfinished(tab);
    expect(found).toMatchObject({ path: 'big.bin', sizeBytes: size, kind: 'needs-file' });
    tab.resume(found, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(tab.kinds.slice(0, 2)).toEqual(['comparing', 'sending']);
    expect(sent()).toEqual(missing);
    expect(stored()).toEqual([1, 0, 0, 0]);
  });

  it('goes on by itself when the same file is dropped again', async () => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(stored()).toEqual([1, 0, 0, 0]);
    expect(store.calls).not.toContain('startUpload');
  });

  it('asks S3 once what has arrived, for the person and for going on', async () => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    const found = await onlyUnfinished(tab);
    expect(await tab.queue.arrivedBytes(found, new AbortController().signal)).toBe(6 * part);
    tab.resume(found, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([stored(), listings()]).toEqual([[1, 0, 0, 0], 1]);
  });

  it('asks again when that was a minute ago: another device may have sent more', async () => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    const found = await onlyUnfinished(tab);
    await tab.queue.arrivedBytes(found, new AbortController().signal);
    store.nowMs += 60_000;
    tab.resume(found, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([stored(), listings()]).toEqual([[1, 0, 0, 0], 2]);
  });

  it('asks again when S3 misses a part at the end', async () => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    const found = await onlyUnfinished(tab);
    await tab.queue.arrivedBytes(found, new AbortController().signal);
    const [lost = 0] = storedParts();
    store.uploads.get('upload-1')?.parts.delete(lost);
    tab.resume(found, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([sent().includes(lost), listings()]).toEqual([true, 2]);
  });

  it('goes on with more than 1,000 parts', async () => {
    const large = 1_200 * part;
    await killedAfter(store, 1_100, new SymbolicFile(large).file);
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), new SymbolicFile(large).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.puts.length).toBeLessThanOrEqual(100);
    expect(stored()).toEqual([1, 0, 0, 0]);
  }, 30_000);

  it('goes on from another device, where nothing is remembered', async () => {
    await killedAfter(store, 6);
    store.records.byKey.clear();
    const tab = new Tab(store);
    const found = await onlyUnfinished(tab);
    expect(found.sizeBytes).toBeUndefined();
    tab.resume(found, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(stored()).toEqual([1, 0, 0, 0]);
  });

  it('completes what only missed its last answer', async () => {
    store.callFault = (operation) => (operation === 'completeUpload' ? { code: 'unavailable', done: true } : undefined);
    const first = new Tab(store);
    first.add(new SymbolicFile(size).file);
    await first.until('completing');
    first.queue.pause(1);
    store.callFault = () => undefined;
    const tab = new Tab(store);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(stored()).toEqual([1, 0, 0, 0]);
  });

  it('finds the upload whose start was never answered', async () => {
    store.callFault = (operation) => (operation === 'startUpload' ? { code: 'network', done: true } : undefined);
    const first = new Tab(store);
    first.add(new SymbolicFile(size).file);
    await first.until('retrying');
    store.kill();
    store.callFault = () => undefined;
    const tab = new Tab(store);
    const found = await onlyUnfinished(tab);
    expect(found.record?.sizeBytes).toBe(size);
    tab.resume(found, new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size]).toEqual([1, 0]);
  });

  it('replaces what the person had allowed it to replace', async () => {
    store.objects.set('big.bin', { sizeBytes: 1, etag: '"old"', crc64nvme: 'AAAAAAAAAAA=' });
    const killed = store.afterParts(3, () => store.kill());
    const first = new Tab(store);
    const id = first.add(new SymbolicFile(size).file);
    await first.until('conflict');
    first.queue.resolve(id, 'replace');
    await killed;
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.objects.get('big.bin')?.sizeBytes).toBe(size);
  });
});

describe('resuming with a file that is not the same any more', () => {
  const changedIn = (partNumber: number) => {
    const file = new SymbolicFile(size);
    file.changed.set((partNumber - 1) * part, 'something else');
    return file.file;
  };

  it.each(['with', 'without'])('names the part that differs, %s a record, and destroys nothing', async (record) => {
    await killedAfter(store, 6);
    if (record === 'without') store.records.byKey.clear();
    const before = [...store.uploads.get('upload-1')!.parts];
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), changedIn(3));
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'changed', partNumber: 3 });
    expect([...store.uploads.get('upload-1')!.parts]).toEqual(before);
    expect([store.puts, store.calls]).toEqual([[], ['listUploads', 'listParts']]);
  });

  it('names a part that was hashed before and not sent', async () => {
    await killedAfter(store, 2);
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), changedIn(7));
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'changed', partNumber: 7 });
    expect(store.uploads.size).toBe(1);
  });

  it.each([size - 1, size + 1, 0])('refuses another size, %d bytes, at once', async (other) => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), new SymbolicFile(other).file);
    expect(tab.state()).toEqual({ kind: 'failed', reason: 'changed' });
    expect(store.uploads.size).toBe(1);
  });

  it('refuses another size from another device, too', async () => {
    await killedAfter(store, 11 - 1);
    store.records.byKey.clear();
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), new SymbolicFile(3 * part).file);
    expect(await tab.untilEnd()).toMatchObject({ kind: 'failed', reason: 'changed' });
    expect([store.uploads.size, store.puts]).toEqual([1, []]);
  });

  it('sends a dropped file of the same name, size and date anew, and keeps the other one', async () => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    tab.add(new SymbolicFile(size, 'two').file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.puts).toHaveLength(11);
    const left = await onlyUnfinished(new Tab(store));
    expect(left.uploadId).toBe('upload-1');
  });

  it('sends a part again that S3 has otherwise than it was read', async () => {
    await killedAfter(store, 6);
    const damaged = storedParts()[0]!;
    store.uploads.get('upload-1')!.parts.get(damaged)!.crc64nvme = 'AAAAAAAAAAA=';
    const tab = new Tab(store);
    tab.resume(await onlyUnfinished(tab), new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(sent()).toContain(damaged);
  });
});
