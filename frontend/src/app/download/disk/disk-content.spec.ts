/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { answerOf, FakeStorage, flipped, large, times } from '../service/archive/testing/fake-storage.ts';
import { beginDownload, download } from './testing/disk-driver.ts';
import { MemoryFolder } from './testing/memory-folder.ts';

const mib = 1024 ** 2;
let storage: FakeStorage;
let disk: MemoryFolder;

beforeEach(() => {
  storage = new FakeStorage();
  disk = new MemoryFolder();
});

const begin = () => beginDownload(storage, disk);
const save = () => download(storage, disk);

const summary = { fileCount: 2, missingCount: 0, missing: [], changedNames: 0, keptCount: 0 };
const done = { kind: 'done', isVerified: true, archive: summary };

describe('DiskContent', () => {
  it('writes all that is found below the folder, and says that each file was compared', async () => {
    storage.store('x/a.txt', 'one');
    storage.store('x/y/b.txt', 'two');
    expect(await save()).toEqual(done);
    expect(disk.texts()).toEqual({ 'x/a.txt': 'one', 'x/y/b.txt': 'two' });
    expect(storage.signed).toEqual([['x/a.txt', 'x/y/b.txt']]);
    expect(storage.states().at(-2)).toEqual({ kind: 'running', receivedBytes: 6, totalBytes: 6 });
  });

  it('makes empty files and folders without a request', async () => {
    storage.store('zero', '');
    const file = { path: 'zero', sizeBytes: 0, modifiedAt: '' };
    storage.pages = [{ base: '', files: [file], emptyFolders: ['e/'], gone: [] }];
    await save();
    expect([disk.texts(), storage.requested]).toEqual([{ zero: '', 'e/': undefined }, []]);
  });

  it('fetches nothing the second time, and only what is missing or empty after a kill', async () => {
    for (const path of ['a', 'b', 'c']) storage.store(path, path);
    storage.store('zero', '');
    await save();
    storage.requested.length = 0;
    const archive = { ...summary, fileCount: 4, keptCount: 4 };
    expect([await save(), storage.requested]).toEqual([{ ...done, archive }, []]);
    expect(storage.states().at(-2)).toEqual({ kind: 'running', receivedBytes: 3, totalBytes: 3 });
    disk.store('a', '');
    disk.entries.delete('b');
    await save();
    expect(storage.requested.toSorted()).toEqual(['a', 'b']);
    expect(disk.texts()).toEqual({ a: 'a', b: 'b', c: 'c', zero: '' });
  });

  it('overwrites no other file, also not one of the same size', async () => {
    storage.store('a.txt', 'new');
    storage.store('a (2).txt', 'two');
    storage.store('b', 'b');
    disk.store('a.txt', 'old');
    disk.store('b/own.txt', 'own');
    expect(await save()).toMatchObject({ archive: { numberedCount: 2 } });
    const texts = disk.texts();
    expect(texts).toMatchObject({ 'a.txt': 'old', 'b (2)': 'b', 'b/own.txt': 'own' });
    expect(Object.values(texts).toSorted()).toEqual(['b', 'new', 'old', 'own', 'two']);
    storage.requested.length = 0;
    await save();
    expect([disk.texts(), storage.requested]).toEqual([texts, []]);
  });

  it('writes no two files to names that only capitals tell apart, also where one of them gets a number', async () => {
    storage.store('Plan.txt', 'new');
    storage.store('plan (2).txt', 'other');
    disk.store('Plan.txt', 'old');
    await save();
    const texts = disk.texts();
    expect(Object.values(texts).toSorted()).toEqual(['new', 'old', 'other']);
    expect(new Set(Object.keys(texts).map((name) => name.toLowerCase())).size).toBe(3);
  });

  it('leaves what somebody else writes under the name meanwhile, and says that the file is missing', async () => {
    storage.store('film', large());
    disk.check = (act, name) => {
      if (act === 'write' && name === 'film' && disk.texts()[name] === '') disk.store(name, 'mine');
    };
    const missing = [{ path: 'film', reason: 'not-written' }];
    expect(await save()).toMatchObject({ kind: 'done', archive: { fileCount: 0, missing } });
    expect(disk.texts()).toMatchObject({ film: 'mine' });
    expect(Object.keys(disk.texts())).toEqual(['film', '_missing.txt']);
  });

  it('names an empty folder whose name is that of a file, and goes on', async () => {
    storage.store('a', 'a');
    const file = { path: 'a', sizeBytes: 1, modifiedAt: '' };
    storage.pages = [{ base: '', files: [file], emptyFolders: ['e/'], gone: [] }];
    disk.store('e', 'own');
    expect(await save()).toMatchObject({ kind: 'done', archive: { missingCount: 1 } });
    expect(disk.texts()).toMatchObject({ a: 'a', e: 'own' });
  });

  it('fetches a file whose checksum the storage does not know, and does not say that it was compared', async () => {
    storage.store('a', 'one');
    const source = { url: 'https://s3/a', sizeBytes: 3, etag: '"x"', crc64nvme: undefined };
    storage.refusals.set('a', source);
    storage.faults.set('a', [() => new Response('one', { headers: { etag: '"x"', 'content-length': '3' } })]);
    expect(await save()).toMatchObject({ kind: 'done', isVerified: false });
  });

  it('leaves nothing of a file whose bytes are wrong twice, names it, and goes on with the others', async () => {
    storage.store('small', 'small');
    storage.store('film', large());
    storage.store('good', 'good');
    const wrong = (bytes: Uint8Array<ArrayBuffer>) => answerOf(bytes, 0, flipped(bytes, bytes.byteLength - 1));
    storage.faults.set('small', times(4, wrong));
    storage.faults.set('film', times(2, wrong));
    expect(await save()).toMatchObject({
      kind: 'done',
      archive: {
        fileCount: 1,
        missingCount: 2,
        missing: expect.arrayContaining(['film', 'small'].map((path) => ({ path, reason: 'different' }))),
      },
    });
    expect(Object.keys(disk.texts())).toEqual(['good', '_missing.txt']);
    expect(disk.texts()['_missing.txt']).toContain('film: different\r\n');
    expect(storage.states().at(-2)).toEqual({ kind: 'running', receivedBytes: 4, totalBytes: 4 });
  });

  it('reads a file once more that was wrong, and goes on after a broken line', async () => {
    storage.store('film', large());
    storage.store('cut', large());
    storage.faults.set('film', [(bytes) => answerOf(bytes, 0, flipped(bytes, 9))]);
    storage.faults.set('cut', [(bytes) => answerOf(bytes, 0, bytes.slice(0, 3 * mib))]);
    expect(await save()).toEqual(done);
    expect(storage.requested.toSorted()).toEqual(['cut', 'cut', 'film', 'film']);
  });

  it('names what is deleted, and what the browser does not store', async () => {
    for (const path of ['gone', 'x.lnk', 'here']) storage.store(path, path);
    storage.refusals.set('gone', 'not-found');
    disk.check = (_act, name) => {
      if (name === 'x.lnk') throw new TypeError('Name is not allowed.');
    };
    expect(await save()).toMatchObject({
      archive: {
        missing: [
          { path: 'gone', reason: 'not-found' },
          { path: 'x.lnk', reason: 'unstorable' },
        ],
      },
    });
    expect(Object.keys(disk.texts())).toEqual(['here', '_missing.txt']);
  });

  it('writes a list of the names that it changed, once', async () => {
    storage.store('con.txt', 'device');
    await save();
    await save();
    expect(Object.keys(disk.texts())).toEqual(['con_.txt', '_changed.txt']);
  });

  it('ends when the folder cannot be listed or S3 is not to be reached', async () => {
    storage.isThere = false;
    const { over, content } = begin();
    content.hear({ kind: 'all-found', id: '1', code: 'unavailable' });
    await over;
    expect(storage.states().at(-1)).toEqual({ kind: 'failed', reason: 'unavailable' });
    storage.isThere = true;
    storage.store('a', 'a');
    storage.faults.set(
      'a',
      times(20, () => new Response('', { status: 503 })),
    );
    expect(await save()).toEqual({ kind: 'failed', reason: 'network' });
    expect(disk.texts()).toEqual({});
  });

  it('writes nothing more when it was cancelled, and nothing while it is paused', async () => {
    storage.store('film', large());
    storage.store('a', 'a');
    const written = Promise.withResolvers<undefined>();
    disk.check = (act) => {
      if (act === 'write') written.resolve(undefined);
    };
    const { over, content } = begin();
    content.hear({ kind: 'pause', id: '1' });
    // Time in which a download that is not paused would be over.
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([disk.texts(), storage.requested]).toEqual([{}, []]);
    expect(storage.states().at(-1)?.kind).toBe('paused');
    content.hear({ kind: 'resume', id: '1' });
    await written.promise;
    content.hear({ kind: 'cancel', id: '1' });
    await over;
    expect(storage.states().at(-1)).toEqual({ kind: 'cancelled' });
    expect(Object.keys(disk.texts())).not.toContain('film');
  });
});
