/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { SendingState } from '../messages.ts';
import { RunningDownloads } from '../running-downloads.ts';
import { answerOf, FakeStorage, flipped, times } from './testing/fake-storage.ts';
import { filesOf } from './testing/files-of.ts';
import { words } from './testing/spec-words.ts';

const mib = 1024 ** 2;
let storage: FakeStorage;
let downloads: RunningDownloads;

beforeEach(() => {
  storage = new FakeStorage();
  downloads = new RunningDownloads({ fetch: storage.fetch, wait: () => Promise.resolve() });
  storage.hear = (message) => downloads.hear(message, storage);
  storage.hear({ kind: 'prepare-archive', id: '1', name: 'a.zip', words });
});

async function saved(): Promise<Record<string, string>> {
  const answer = await downloads.answer('1');
  return filesOf(Buffer.from(await answer.arrayBuffer()));
}

const last = (): SendingState | undefined => storage.states().at(-1);
const summary = { fileCount: 2, missingCount: 0, missing: [], changedNames: 0 };
const large = () => new Uint8Array(5 * mib).map((_, index) => index >> 7);

describe('ArchiveContent', () => {
  it('gives the browser an archive of all that is found, and says that each file was compared', async () => {
    storage.store('x/a.txt', 'one');
    storage.store('x/b.txt', 'two');
    const answer = await downloads.answer('1');
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.zip");
    expect(answer.headers.has('content-length')).toBe(false);
    expect(filesOf(Buffer.from(await answer.arrayBuffer()))).toEqual({ 'x/a.txt': 'one', 'x/b.txt': 'two' });
    expect(last()).toEqual({ kind: 'done', isVerified: true, archive: summary });
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
    expect(await saved()).toEqual({ 'e/': '', zero: '' });
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
    expect(await saved()).toEqual({
      here: 'here',
      '_missing.txt': '\ufeffM\r\n\r\ngone: not-found\r\nrefused: refused\r\ndeleted: not-found\r\n',
    });
    const missing = [
      { path: 'gone', reason: 'not-found' },
      { path: 'refused', reason: 'refused' },
      { path: 'deleted', reason: 'not-found' },
    ];
    expect(last()).toMatchObject({ kind: 'done', archive: { fileCount: 1, missingCount: 3, missing } });
  });

  it('lists folders that were gone, and names that were changed', async () => {
    storage.store('a:b', 'x');
    const files = [{ path: 'a:b', sizeBytes: 1, modifiedAt: '2026-05-05T10:00:00.000Z' }];
    storage.pages = [{ base: '', files, emptyFolders: [], gone: ['old/'] }];
    expect(await saved()).toEqual({
      a_b: 'x',
      '_missing.txt': '\ufeffM\r\n\r\nold/: not-found\r\n',
      '_changed.txt': '\ufeffC\r\n\r\na:b → a_b\r\n',
    });
    expect(last()).toMatchObject({ archive: { missingCount: 1, changedNames: 1 } });
  });

  it('reads a small file again when a byte of it is wrong', async () => {
    storage.store('a', 'hello');
    storage.faults.set('a', [(bytes) => answerOf(bytes, 0, flipped(bytes))]);
    expect(await saved()).toEqual({ a: 'hello' });
    expect([storage.requested, last()?.kind]).toEqual([['a', 'a'], 'done']);
  });

  it('leaves a file out whose bytes are wrong twice: it never ends in the archive', async () => {
    storage.store('a', 'hello');
    storage.store('b', 'there');
    storage.faults.set(
      'a',
      times(2, (bytes) => answerOf(bytes, 0, flipped(bytes))),
    );
    expect(await saved()).toEqual({ b: 'there', '_missing.txt': '\ufeffM\r\n\r\na: different\r\n' });
  });

  it('reads a large file once more when wrong bytes of it are in the archive already, and only the right ones are found', async () => {
    const bytes = large();
    storage.store('x/large', bytes);
    storage.store('z', 'last');
    storage.faults.set('x/large', [(all) => answerOf(all, 0, flipped(all))]);
    expect(await saved()).toEqual({ 'x/large': Buffer.from(bytes).toString('utf8'), z: 'last' });
    expect(last()).toEqual({ kind: 'done', isVerified: true, archive: summary });
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
    expect(await saved()).toEqual({ z: 'last', '_missing.txt': '\ufeffM\r\n\r\nlarge: different\r\n' });
    expect(last()).toMatchObject({ kind: 'done', archive: { fileCount: 1, missingCount: 1 } });
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
    expect(await saved()).toEqual({ large: Buffer.from(bytes).toString('utf8') });
    expect(last()).toMatchObject({ kind: 'done', isVerified: true });
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
    expect(await saved()).toEqual({ z: 'last', '_missing.txt': '\ufeffM\r\n\r\nlarge: not-found\r\n' });
  });

  it('fails when a call is refused, which is the fault of no file', async () => {
    storage.store('a', 'x');
    storage.refusals.set('a', 'invalid-request');
    await expect(saved()).rejects.toThrow();
    expect(last()).toEqual({ kind: 'failed', reason: 'invalid-request' });
  });

  it('is not verified when the storage has no checksum of a file', async () => {
    storage.store('a', 'x');
    storage.hasChecksums = false;
    expect(await saved()).toEqual({ a: 'x' });
    expect(last()).toMatchObject({ kind: 'done', isVerified: false });
  });

  it('goes on within a large file after a broken line and a 503', async () => {
    const bytes = large();
    storage.store('large', bytes);
    storage.faults.set('large', [
      (all) => answerOf(all, 0, all.slice(0, mib)),
      () => new Response('', { status: 503 }),
    ]);
    expect((await saved())['large']).toBe(Buffer.from(bytes).toString('utf8'));
    expect(storage.requested).toEqual(['large', 'large', 'large']);
    expect(storage.states().map(({ kind }) => kind)).toContain('retrying');
  });

  it('fails when the network stays away, and when the folder cannot be listed', async () => {
    storage.store('a', 'x');
    storage.faults.set(
      'a',
      times(9, () => Promise.reject(new TypeError('Failed to fetch'))),
    );
    await expect(saved()).rejects.toThrow();
    expect(last()).toEqual({ kind: 'failed', reason: 'network' });
    storage.isThere = false;
    storage.hear({ kind: 'prepare-archive', id: '2', name: 'a.zip', words });
    const answer = downloads.answer('2');
    storage.hear({ kind: 'all-found', id: '2', code: 'unavailable' });
    expect((await answer).status).toBe(204);
    expect(last()).toEqual({ kind: 'failed', reason: 'unavailable' });
  });

  it('asks again for a URL that could not be signed for a reason that may pass', async () => {
    storage.store('a', 'x');
    storage.refusals.set('a', 'unavailable');
    storage.hear = (message) => {
      if (message.kind === 'signed-many') storage.refusals.delete('a');
      downloads.hear(message, storage);
    };
    expect(await saved()).toEqual({ a: 'x' });
  });

  it('asks the next page what the last one has not answered', async () => {
    storage.store('a', 'x');
    storage.isThere = false;
    const zip = saved();
    const next = new FakeStorage();
    next.store('a', 'x');
    next.hear = (message) => downloads.hear(message, next);
    downloads.hear({ kind: 'ask', ids: ['1'] }, next);
    expect(await zip).toEqual({ a: 'x' });
    expect(next.states().at(-1)?.kind).toBe('done');
  });

  it('passes nothing on while it is paused, and ends when it is cancelled meanwhile', async () => {
    for (const path of ['a', 'b']) storage.store(path, path.repeat(99_000));
    const { body } = await downloads.answer('1');
    const reader = body!.getReader();
    await reader.read();
    storage.hear({ kind: 'pause', id: '1' });
    expect(last()).toMatchObject({ kind: 'paused', totalBytes: 198_000 });
    let got = false;
    const read = reader.read().then(() => (got = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(got).toBe(false);
    storage.hear({ kind: 'resume', id: '1' });
    await read;
    storage.hear({ kind: 'pause', id: '1' });
    storage.hear({ kind: 'cancel', id: '1' });
    await expect(reader.read()).rejects.toThrow();
    expect(last()).toEqual({ kind: 'cancelled' });
  });

  it('stays ended, whatever comes after its end, and says so to the next page', async () => {
    storage.store('a', 'x');
    await saved();
    storage.hear({ kind: 'pause', id: '1' });
    storage.hear({ kind: 'resume', id: '1' });
    const next = new FakeStorage();
    downloads.hear({ kind: 'ask', ids: ['1'] }, next);
    expect([last()?.kind, next.states().map(({ kind }) => kind)]).toEqual(['done', ['done']]);
  });

  it('hears that the person cancelled in the browser', async () => {
    storage.store('a', 'x');
    await (await downloads.answer('1')).body?.cancel();
    expect(last()).toEqual({ kind: 'cancelled' });
  });

  it('tells how far it is: of all files that were found, without those that are missing', async () => {
    storage.store('gone', 'four');
    storage.store('a', 'x'.repeat(99_000));
    storage.refusals.set('gone', 'not-found');
    await saved();
    expect(storage.states()).toContainEqual({ kind: 'running', receivedBytes: 99_000, totalBytes: 99_000 });
  });
});
