/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { ArchiveDriver } from './testing/archive-driver.ts';
import { answerOf, flipped, large, times } from './testing/fake-storage.ts';
import { filesOf } from './testing/files-of.ts';

const mib = 1024 ** 2;
const summary = { fileCount: 2, missingCount: 0, missing: [], changedNames: 0 };
let driver: ArchiveDriver;
let storage: ArchiveDriver['storage'];
let downloads: ArchiveDriver['downloads'];

beforeEach(() => {
  driver = new ArchiveDriver();
  ({ storage, downloads } = driver);
});

describe('ArchiveContent', () => {
  it('gives the browser an archive of all that is found, and says that each file was compared', async () => {
    storage.store('x/a.txt', 'one');
    storage.store('x/b.txt', 'two');
    const answer = await downloads.answer('1');
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.zip");
    expect(answer.headers.has('content-length')).toBe(false);
    expect(filesOf(Buffer.from(await answer.arrayBuffer()))).toEqual({ 'x/a.txt': 'one', 'x/b.txt': 'two' });
    expect(driver.last).toEqual({ kind: 'done', isVerified: true, archive: summary });
    expect(storage.signed).toEqual([['x/a.txt', 'x/b.txt']]);
  });

  it('has empty files, which are not requested, and empty folders', async () => {
    storage.store('zero', '');
    storage.pages = [
      {
        base: '',
        files: [{ path: 'zero', sizeBytes: 0, modifiedAt: '2026-05-05T10:00:00.000Z' }],
        emptyFolders: ['e/'],
        gone: [],
      },
    ];
    expect(await driver.saved()).toEqual({ 'e/': '', zero: '' });
    expect(storage.requested).toEqual([]);
  });

  it('lists what is missing in the archive and says it, and goes on with the rest', async () => {
    for (const path of ['gone', 'refused', 'here', 'deleted']) storage.store(path, path);
    storage.refusals.set('gone', 'not-found');
    storage.faults.set(
      'refused',
      times(4, () => new Response('', { status: 403 })),
    );
    storage.faults.set('deleted', [() => new Response('', { status: 404 })]);
    expect(await driver.saved()).toEqual({
      here: 'here',
      '_missing.txt': '\ufeffM\r\n\r\ngone: not-found\r\nrefused: refused\r\ndeleted: not-found\r\n',
    });
    const missing = [
      { path: 'gone', reason: 'not-found' },
      { path: 'refused', reason: 'refused' },
      { path: 'deleted', reason: 'not-found' },
    ];
    expect(driver.last).toMatchObject({ kind: 'done', archive: { fileCount: 1, missingCount: 3, missing } });
  });

  it('lists folders that were gone, and names that were changed', async () => {
    storage.store('a:b', 'x');
    const files = [{ path: 'a:b', sizeBytes: 1, modifiedAt: '2026-05-05T10:00:00.000Z' }];
    storage.pages = [{ base: '', files, emptyFolders: [], gone: ['old/'] }];
    expect(await driver.saved()).toEqual({
      a_b: 'x',
      '_missing.txt': '\ufeffM\r\n\r\nold/: not-found\r\n',
      '_changed.txt': '\ufeffC\r\n\r\na:b → a_b\r\n',
    });
    expect(driver.last).toMatchObject({ archive: { missingCount: 1, changedNames: 1 } });
  });

  it('reads a small file again when a byte of it is wrong', async () => {
    storage.store('a', 'hello');
    storage.faults.set('a', [(bytes) => answerOf(bytes, 0, flipped(bytes))]);
    expect(await driver.saved()).toEqual({ a: 'hello' });
    expect([storage.requested, driver.last?.kind]).toEqual([['a', 'a'], 'done']);
  });

  it('leaves a file out whose bytes are wrong twice: it never ends in the archive', async () => {
    storage.store('a', 'hello');
    storage.store('b', 'there');
    storage.faults.set(
      'a',
      times(2, (bytes) => answerOf(bytes, 0, flipped(bytes))),
    );
    expect(await driver.saved()).toEqual({ b: 'there', '_missing.txt': '\ufeffM\r\n\r\na: different\r\n' });
  });

  it('reads a large file once more when wrong bytes of it are in the archive already, and only the right ones are found', async () => {
    const bytes = large();
    storage.store('x/large', bytes);
    storage.store('z', 'last');
    storage.faults.set('x/large', [(all) => answerOf(all, 0, flipped(all))]);
    expect(await driver.saved()).toEqual({ 'x/large': Buffer.from(bytes).toString('utf8'), z: 'last' });
    expect(driver.last).toEqual({ kind: 'done', isVerified: true, archive: summary });
    const received = storage.states().map((state) => ('receivedBytes' in state ? state.receivedBytes : 0));
    expect(Math.max(...received)).toBeLessThanOrEqual(bytes.byteLength + 4);
  });

  it('leaves a large file out whose bytes are wrong twice', async () => {
    storage.store('large', large());
    storage.store('z', 'last');
    storage.faults.set(
      'large',
      times(2, (bytes) => answerOf(bytes, 0, flipped(bytes))),
    );
    expect(await driver.saved()).toEqual({ z: 'last', '_missing.txt': '\ufeffM\r\n\r\nlarge: different\r\n' });
    expect(driver.last).toMatchObject({ kind: 'done', archive: { fileCount: 1, missingCount: 1 } });
  });

  it('has the new file when a large one is replaced while its line is broken', async () => {
    const bytes = large().fill(7, mib);
    storage.store('large', large());
    const broken: Parameters<typeof storage.faults.set>[1] = [
      (all) => {
        storage.store('large', bytes);
        return answerOf(all, 0, all.slice(0, mib));
      },
    ];
    storage.faults.set('large', broken);
    expect(await driver.saved()).toEqual({ large: Buffer.from(bytes).toString('utf8') });
    expect(driver.last).toMatchObject({ kind: 'done', isVerified: true });
  });

  it('leaves a large file out that is deleted while its line is broken', async () => {
    storage.store('large', large());
    storage.store('z', 'last');
    storage.faults.set('large', [
      (all) => {
        storage.files.delete('large');
        return answerOf(all, 0, all.slice(0, mib));
      },
    ]);
    expect(await driver.saved()).toEqual({ z: 'last', '_missing.txt': '\ufeffM\r\n\r\nlarge: not-found\r\n' });
  });

  it('fails when a call is refused, which is the fault of no file', async () => {
    storage.store('a', 'x');
    storage.refusals.set('a', 'invalid-request');
    await expect(driver.saved()).rejects.toThrow();
    expect(driver.last).toEqual({ kind: 'failed', reason: 'invalid-request' });
  });

  it('is not verified when the storage has no checksum of a file', async () => {
    storage.store('a', 'x');
    storage.hasChecksums = false;
    expect(await driver.saved()).toEqual({ a: 'x' });
    expect(driver.last).toMatchObject({ kind: 'done', isVerified: false });
  });
});
