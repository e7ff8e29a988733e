/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import 'fake-indexeddb/auto';

import { UploadQueue, type Upload } from '../queue/upload-queue.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { idbBatches } from './idb-batches.ts';
import { idbRecords } from './idb-records.ts';
import { uploadDatabase } from './upload-database.ts';

const part = 16 * 1024 ** 2;
const stores = ['uploads', 'batches', 'files', 'handles'] as const;
const big = 'photos/of-anna.raw';
const handle = { kind: 'directory', name: 'photos' } as FileSystemHandle;

/** Opens a database of its own with the page of Anna on it. */
function visit(name: string) {
  const store = new FakeStore();
  const database = uploadDatabase(name);
  const ports = {
    ...store.visit(),
    records: idbRecords(database),
    batches: { ...idbBatches(database), pauseMs: 0 },
  };
  const latest = new Map<number, Upload>();
  const queue = new UploadQueue(ports, (it) => latest.set(it.id, it), { sendAtOnce: 4, hashAhead: 4 });
  return { store, database, ports, queue, latest };
}
type Visit = ReturnType<typeof visit>;

/** Adds a folder with a large file, and keeps its handle, as a drop does. Returns the id of the upload. */
async function drop({ queue, ports }: Visit): Promise<number> {
  const batch = queue.batches.begin('anna', 'photos');
  const file = new SymbolicFile(12 * part).file;
  const [upload] = queue.add([{ path: big, file, contentType: 'a/b' }], { paused: false, nameRule: 'ask', batch });
  batch.complete();
  await new Promise<void>((resolve) => void setImmediate(resolve));
  const [record] = await ports.batches.of('anna');
  await ports.batches.keepHandles(record?.id ?? '', [handle]);
  return upload?.id ?? 0;
}

/** Returns everything in the database, as somebody at the same computer can read it. */
async function readable({ database }: Visit): Promise<Record<string, readonly unknown[]>> {
  const open = await database();
  const contents = stores.map(async (store) => [store, await open.getAll(store)] as const);
  expect([...open.objectStoreNames].sort()).toEqual([...stores].sort());
  return Object.fromEntries(await Promise.all(contents));
}

const nothing = { uploads: [], batches: [], files: [], handles: [] };

describe('what this browser keeps of a person', () => {
  it('is nothing, neither name nor handle, after they forgot their uploads and signed out', async () => {
    const page = visit('forgotten');
    const arrived = page.store.afterParts(3);
    const id = await drop(page);
    await arrived;
    page.queue.pause(id);
    expect(JSON.stringify(await readable(page))).toContain(big);
    await page.queue.forgetPerson('anna');
    expect(await readable(page)).toEqual(nothing);
  });

  it('is nothing after all their uploads have ended', async () => {
    const page = visit('ended');
    const id = await drop(page);
    while (page.latest.get(id)?.state.kind !== 'done') await new Promise<void>((resolve) => void setImmediate(resolve));
    expect(await readable(page)).toEqual(nothing);
  });
});
