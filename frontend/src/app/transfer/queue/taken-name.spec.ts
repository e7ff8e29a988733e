/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const part = 16 * 1024 ** 2;
const size = 12 * part;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

describe('a taken name', () => {
  const theirs = { sizeBytes: size, etag: '"0123456789abcdef0123456789abcdef"', crc64nvme: 'AAAAAAAAAAA=' };

  it('is asked about before a byte is sent', async () => {
    store.objects.set('big.bin', theirs);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'conflict', etag: theirs.etag });
    expect([store.puts, store.uploads.size, store.records.byKey.size]).toEqual([[], 0, 0]);
  });

  it('that may be replaced is asked about again when it is another file by then', async () => {
    store.objects.set('big.bin', theirs);
    const id = tab.add(new SymbolicFile(size).file);
    await tab.untilEnd();
    const newer = { ...theirs, etag: '"fedcba9876543210fedcba9876543210"' };
    store.objects.set('big.bin', newer);
    tab.queue.resolve(id, 'replace');
    expect(await tab.until('done', 'failed', 'conflict')).toEqual({
      ...{ kind: 'conflict', etag: newer.etag },
    });
    expect([store.puts, store.objects.get('big.bin')]).toEqual([[], newer]);
  });

  it('that may be replaced and is free by then is simply taken', async () => {
    store.objects.set('big.bin', theirs);
    const id = tab.add(new SymbolicFile(size).file);
    await tab.untilEnd();
    store.objects.clear();
    tab.queue.resolve(id, 'replace');
    expect(await tab.until('done', 'failed', 'conflict')).toEqual({ kind: 'done', verified: true });
  });

  it('by the very same bytes is not asked about', async () => {
    const first = new Tab(store);
    first.add(new SymbolicFile(size).file);
    await first.untilEnd();
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'skipped', identical: true });
  });

  const takenAtTheEnd = async () => {
    store.callFault = (operation) => {
      if (operation === 'completeUpload' && !store.objects.has('big.bin')) store.objects.set('big.bin', theirs);
      return undefined;
    };
    const id = tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'conflict', etag: theirs.etag });
    return id;
  };

  it('meanwhile is replaced without sending a byte again', async () => {
    tab.queue.resolve(await takenAtTheEnd(), 'replace');
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.puts).toHaveLength(12);
  });

  it('meanwhile is left alone under another name, and the first upload is freed', async () => {
    tab.queue.resolve(await takenAtTheEnd(), 'keep-both');
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    await store.freed();
    expect([...store.objects.keys()]).toEqual(['big.bin', 'big (2).bin']);
    expect(store.objects.get('big.bin')).toBe(theirs);
  });

  it('meanwhile is skipped, and what was sent is freed', async () => {
    tab.queue.resolve(await takenAtTheEnd(), 'skip');
    await store.freed();
    expect(store.objects.get('big.bin')).toBe(theirs);
  });
});
