/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeStorage, large } from '../service/archive/testing/fake-storage.ts';
import type { FailureReason } from '../service/messages.ts';
import { download } from './testing/disk-driver.ts';
import { MemoryFolder } from './testing/memory-folder.ts';

let storage: FakeStorage;
let disk: MemoryFolder;
const save = () => download(storage, disk);

beforeEach(() => {
  storage = new FakeStorage();
  disk = new MemoryFolder();
});

describe('DiskContent, where the disk refuses', () => {
  it.each([
    ['make', 'NotAllowedError'],
    ['make', 'NoModificationAllowedError'],
    ['write', 'InvalidStateError'],
    ['close', 'NotFoundError'],
  ])('names a file of which the disk alone refuses %s (%s), and goes on with the others', async (act, name) => {
    for (const path of ['a', 'b', 'c']) storage.store(path, path);
    disk.check = (acted, file) => {
      if (acted === act && file === 'b') throw new DOMException('No.', name);
    };
    const missing = [{ path: 'b', reason: 'not-written' }];
    expect(await save()).toMatchObject({ kind: 'done', archive: { fileCount: 2, missingCount: 1, missing } });
    expect(disk.texts()).toMatchObject({ a: 'a', c: 'c' });
    expect(Object.keys(disk.texts()).toSorted()).toEqual(['_missing.txt', 'a', 'c']);
  });

  it.each<[string, string, FailureReason, 'one file' | 'all files']>([
    ['QuotaExceededError', 'write', 'disk-full', 'one file'],
    ['QuotaExceededError', 'close', 'disk-full', 'one file'],
    ['NotAllowedError', 'make', 'no-permission', 'all files'],
    ['InvalidStateError', 'write', 'unwritable', 'all files'],
  ])('ends with %s of %s, leaves no half file, and goes on later', async (name, act, reason, refused) => {
    for (const path of ['a', 'b', 'c']) storage.store(path, path);
    disk.check = (acted, file) => {
      if (acted === act && (file === 'b' || refused === 'all files')) throw new DOMException('No.', name);
    };
    expect(await save()).toEqual({ kind: 'failed', reason });
    expect(Object.values(disk.texts())).not.toContain('');
    disk.check = () => undefined;
    expect(await save()).toMatchObject({ kind: 'done' });
    expect(disk.texts()).toEqual({ a: 'a', b: 'b', c: 'c' });
  });

  it('fetches not all files in vain when the disk takes none any more', async () => {
    for (let file = 0; file < 40; file += 1) storage.store(`${file}`, 'x');
    disk.check = () => {
      throw new DOMException('No.', 'InvalidStateError');
    };
    expect(await save()).toEqual({ kind: 'failed', reason: 'unwritable' });
    expect(storage.requested.length).toBeLessThan(20);
    expect(disk.texts()).toEqual({});
  });

  it('asks again for a folder that the disk refused to make once', async () => {
    for (let file = 0; file < 20; file += 1) storage.store(`x/${file}`, 'x');
    let isRefused = false;
    disk.check = (act, name) => {
      if (act === 'make' && name === 'x' && !isRefused) {
        isRefused = true;
        throw new DOMException('No.', 'InvalidStateError');
      }
    };
    // Those that wait for the folder at that moment are refused with it.
    const ended = await save();
    expect(ended).toMatchObject({ kind: 'done' });
    expect(Object.keys(disk.texts()).filter((path) => path.startsWith('x/')).length).toBeGreaterThanOrEqual(10);
  });

  it('leaves no connection with the rest of a large file that it does not write', async () => {
    storage.store('film', large());
    storage.store('z', 'z');
    const signals: (AbortSignal | null | undefined)[] = [];
    const { fetch } = storage;
    Object.assign(storage, {
      fetch: (url: string, init: RequestInit) => {
        if (url.endsWith('film')) signals.push(init.signal);
        return fetch(url, init);
      },
    });
    // The list of what is missing is written when all else is over, and the download is not.
    let wereClosed: (boolean | undefined)[] = [];
    disk.check = (act, name) => {
      if (name === '_missing.txt') wereClosed = signals.map((signal) => signal?.aborted);
      if (act === 'make' && name === 'film') throw new DOMException('No.', 'NoModificationAllowedError');
    };
    expect(await save()).toMatchObject({ kind: 'done', archive: { missingCount: 1 } });
    expect(wereClosed).toEqual([true]);
  });
});
