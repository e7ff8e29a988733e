/** @jest-environment node */
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { ArchiveDriver } from './testing/archive-driver.ts';
import { answerOf, FakeStorage, large, times } from './testing/fake-storage.ts';
import { words } from './testing/spec-words.ts';

const mib = 1024 ** 2;
let driver: ArchiveDriver;
let storage: ArchiveDriver['storage'];
let downloads: ArchiveDriver['downloads'];

beforeEach(() => {
  driver = new ArchiveDriver();
  ({ storage, downloads } = driver);
});

/** Frees what nothing refers to any more. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What a WeakRef was asked for stays until its turn of the event loop is over.
  await pause(0);
  collect();
}

/** Downloads an archive with the id `2`. Returns a reference to something that only the archive holds. */
async function savedAndForgotten(): Promise<WeakRef<object>> {
  const own = { ...words };
  storage.hear({ kind: 'prepare-archive', id: '2', name: 'b.zip', words: own });
  await (await downloads.answer('2')).arrayBuffer();
  return new WeakRef(own);
}

describe('ArchiveContent on its way', () => {
  it('holds nothing of an archive that has ended, and still knows how it ended', async () => {
    storage.store('a', 'x');
    const held = await savedAndForgotten();
    await collectGarbage();
    expect(held.deref()).toBeUndefined();
    storage.messages.length = 0;
    storage.hear({ kind: 'ask', ids: ['2'] });
    expect(driver.last).toMatchObject({ kind: 'done', archive: { fileCount: 1 } });
  });

  it('goes on within a large file after a broken line and a 503', async () => {
    const bytes = large();
    storage.store('large', bytes);
    storage.faults.set('large', [
      (all) => answerOf(all, 0, all.slice(0, mib)),
      () => new Response('', { status: 503 }),
    ]);
    expect((await driver.saved())['large']).toBe(Buffer.from(bytes).toString('utf8'));
    expect(storage.requested).toEqual(['large', 'large', 'large']);
    expect(storage.states().map(({ kind }) => kind)).toContain('retrying');
  });

  it('fails when the network stays away, and when the folder cannot be listed', async () => {
    storage.store('a', 'x');
    storage.faults.set(
      'a',
      times(9, () => Promise.reject(new TypeError('Failed to fetch'))),
    );
    await expect(driver.saved()).rejects.toThrow();
    expect(driver.last).toEqual({ kind: 'failed', reason: 'network' });
    storage.isThere = false;
    storage.hear({ kind: 'prepare-archive', id: '2', name: 'a.zip', words });
    const answer = downloads.answer('2');
    storage.hear({ kind: 'all-found', id: '2', code: 'unavailable' });
    expect((await answer).status).toBe(204);
    expect(driver.last).toEqual({ kind: 'failed', reason: 'unavailable' });
  });

  it('asks again for a URL that could not be signed for a reason that may pass', async () => {
    storage.store('a', 'x');
    storage.refusals.set('a', 'unavailable');
    storage.hear = (message) => {
      if (message.kind === 'signed-many') storage.refusals.delete('a');
      downloads.hear(message, storage);
    };
    expect(await driver.saved()).toEqual({ a: 'x' });
  });

  it('asks the next page what the last one has not answered', async () => {
    storage.store('a', 'x');
    storage.isThere = false;
    const zip = driver.saved();
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
    expect(driver.last).toMatchObject({ kind: 'paused', totalBytes: 198_000 });
    let got = false;
    const read = reader.read().then(() => (got = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(got).toBe(false);
    storage.hear({ kind: 'resume', id: '1' });
    await read;
    storage.hear({ kind: 'pause', id: '1' });
    storage.hear({ kind: 'cancel', id: '1' });
    await expect(reader.read()).rejects.toThrow();
    expect(driver.last).toEqual({ kind: 'cancelled' });
  });

  it('stays ended, whatever comes after its end, and says so to the next page', async () => {
    storage.store('a', 'x');
    await driver.saved();
    storage.hear({ kind: 'pause', id: '1' });
    storage.hear({ kind: 'resume', id: '1' });
    const next = new FakeStorage();
    downloads.hear({ kind: 'ask', ids: ['1'] }, next);
    expect([driver.last?.kind, next.states().map(({ kind }) => kind)]).toEqual(['done', ['done']]);
  });

  it('hears that the person cancelled in the browser', async () => {
    storage.store('a', 'x');
    await (await downloads.answer('1')).body?.cancel();
    expect(driver.last).toEqual({ kind: 'cancelled' });
  });

  it('tells how far it is: of all files that were found, without those that are missing', async () => {
    storage.store('gone', 'four');
    storage.store('a', 'x'.repeat(99_000));
    storage.refusals.set('gone', 'not-found');
    await driver.saved();
    expect(storage.states()).toContainEqual({ kind: 'running', receivedBytes: 99_000, totalBytes: 99_000 });
  });
});
