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

describe('what an upload leaves behind', () => {
  it('writes the record before each request that it describes', async () => {
    const known: Record<string, unknown[]> = {};
    store.callFault = (operation) => {
      const [record] = store.records.byKey.values();
      (known[operation] ??= []).push(
        record && [record.starting, record.uploadId, record.checksums.filter(Boolean).length],
      );
      return undefined;
    };
    const tab = new Tab(store);
    tab.add(new SymbolicFile(2 * part).file);
    await tab.untilEnd();
    expect(known).toMatchObject({
      startUpload: [[true, undefined, 0]],
      presignParts: [[undefined, 'upload-1', 2]],
    });
  });

  it('shows nobody what somebody else began', async () => {
    await killedAfter(store, 6);
    store.user = 'bert';
    store.uploads.clear();
    expect(await new Tab(store).unfinished()).toEqual([]);
    expect(store.records.byKey.size).toBe(1);
  });

  it('is freed when it is discarded, and forgotten', async () => {
    await killedAfter(store, 6);
    const tab = new Tab(store);
    await tab.queue.discard(await onlyUnfinished(tab), new AbortController().signal);
    expect([store.uploads.size, store.records.byKey.size, await tab.unfinished()]).toEqual([0, 0, []]);
  });

  it('is freed by the next visit when the page was left before that', async () => {
    await killedAfter(store, 6);
    const [record] = store.records.byKey.values();
    await store.records.save({ ...record!, discarded: true });
    expect(await new Tab(store).unfinished()).toEqual([]);
    while (store.records.byKey.size > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(store.uploads.size).toBe(0);
  });

  it('is not remembered when S3 does not know it any more', async () => {
    await killedAfter(store, 6);
    store.uploads.clear();
    expect(await new Tab(store).unfinished()).toEqual([]);
    expect(store.records.byKey.size).toBe(0);
  });

  it('is not needed for sending: a browser that keeps nothing sends all the same', async () => {
    store.records.save = () => Promise.reject(new Error('QuotaExceededError'));
    store.records.of = () => Promise.reject(new Error('private window'));
    const tab = new Tab(store);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
  });
});
