/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { MemoryFolder } from './disk/testing/memory-folder.ts';
import { PageDownloads } from './page-downloads.ts';
import { FakeStorage } from './service/archive/testing/fake-storage.ts';
import type { WorkerMessage } from './service/messages.ts';
import { archiveWords as words } from './archive-words.ts';

const message = { kind: 'prepare-archive', id: '1', name: 'a.zip', words } as const;
let storage: FakeStorage;
let downloads: PageDownloads;
let written: number;
let isClosed: boolean;
let states: unknown[];

beforeEach(() => {
  storage = new FakeStorage();
  storage.store('a', 'hello');
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, init) => storage.fetch(url as string, init ?? {}));
  [written, isClosed, states] = [0, false, []];
  downloads = new PageDownloads((answer: WorkerMessage) => {
    if (answer.kind === 'state') states.push({ ...answer.state, isClosed });
    storage.postMessage(answer);
  });
  storage.hear = (said) => downloads.hear(said);
});

const fileOf = (write: () => void = () => undefined) => ({
  createWritable: () =>
    Promise.resolve(
      new WritableStream<Uint8Array>({
        write: (bytes) => {
          write();
          written += bytes.byteLength;
        },
        close: () => void (isClosed = true),
      }) as FileSystemWritableFileStream,
    ),
});

describe('PageDownloads', () => {
  it('writes an archive, and says that it is there when its file is closed', async () => {
    await downloads.save(message, fileOf());
    expect([downloads.has('1'), downloads.has('2'), isClosed]).toEqual([true, false, true]);
    expect(written).toBeGreaterThan(100);
    expect(states.at(-1)).toMatchObject({ kind: 'done', isVerified: true, isClosed: true });
  });

  it('says that a file cannot be written, and keeps none that is not whole', async () => {
    const full = () => {
      throw new Error('The disk is full.');
    };
    await downloads.save(message, fileOf(full));
    expect(states).toContainEqual({ kind: 'failed', reason: 'unwritable', isClosed: false });
    expect(isClosed).toBe(false);
  });

  it('says what is wrong with the storage, and keeps nothing', async () => {
    storage.store('a', new Uint8Array(100_000));
    storage.store('b', 'hello');
    storage.refusals.set('b', 'unauthorized');
    await downloads.save(message, fileOf());
    expect(states.find((it) => (it as { kind: string }).kind === 'failed')).toMatchObject({ reason: 'unauthorized' });
    expect([written > 0, isClosed]).toEqual([true, false]);
  });

  it('writes to a folder, one download after the other', async () => {
    storage.store('a', new Uint8Array(2 * 1024 ** 2));
    const folder = new MemoryFolder();
    const acts: string[] = [];
    folder.check = (act) => void acts.push(act);
    const both = ['1', '2'].map((id) => downloads.saveFolder({ ...message, id }, folder.handle));
    await Promise.all(both);
    expect(downloads.has('2')).toBe(true);
    expect([acts, [...folder.entries.keys()]]).toEqual([['make', 'write', 'close'], ['a']]);
    expect(states.filter((it) => (it as { kind: string }).kind === 'done')).toMatchObject([
      { archive: { keptCount: 0 } },
      { archive: { keptCount: 1 } },
    ]);
  });

  it('ends a download to a folder that is cancelled while it waits for another one', async () => {
    storage.isThere = false;
    const folder = new MemoryFolder();
    const first = downloads.saveFolder(message, folder.handle);
    const second = downloads.saveFolder({ ...message, id: '2' }, folder.handle);
    downloads.hear({ kind: 'cancel', id: '2' });
    await second;
    expect(states).toMatchObject([{ kind: 'cancelled' }]);
    downloads.hear({ kind: 'cancel', id: '1' });
    await first;
    expect(folder.entries.size).toBe(0);
  });

  it('writes to no file when nothing can be found', async () => {
    storage.isThere = false;
    const saved = downloads.save(message, fileOf());
    downloads.hear({ kind: 'all-found', id: '1', code: 'unavailable' });
    await saved;
    expect(states.at(-1)).toMatchObject({ kind: 'failed', reason: 'unavailable' });
    expect([written, isClosed]).toEqual([0, false]);
  });
});
