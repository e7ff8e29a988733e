/** Searches that take several calls: each file and folder is answered once. */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { nameMatcher } from '@airlock/contract';
import fc from 'fast-check';

import { PagedKeys } from '../testing/paged-keys.ts';
import { asStore, caller, everything, root } from '../testing/whole-search.ts';
import { searchFiles } from './search-files.ts';

const stranger = { id: '11111111-2222-4333-8444-555555555555' };

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a search that takes several calls', () => {
  const many = Array.from({ length: 4200 }, (_, index) => `${root}report ${index}.txt`);

  it('answers at most 1,000 files at once, and each file once', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const { files, calls } = await everything(new PagedKeys(many), { text: 'report' });
    expect(new Set(files).size).toBe(4200);
    expect(files).toHaveLength(4200);
    expect(calls).toBe(5);
  });

  it('stays below what Lambda may answer, whatever the names are', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const store = new PagedKeys(many.map((key) => key + '\u0001'.repeat(900)));
    const { files } = await searchFiles({ files: asStore(store) }, caller, { text: 'report' });
    const answerBytes = Buffer.byteLength(JSON.stringify({ body: JSON.stringify({ files }) }));
    expect(files.length).toBeGreaterThan(100);
    expect(answerBytes).toBeLessThan(6_000_000);
  });

  it('ends early when S3 is slow, and goes on where it was', async () => {
    let time = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (time += 400));
    const { files, searchedCount, calls } = await everything(new PagedKeys(many, 100), { text: '7' });
    expect(calls).toBeGreaterThan(2);
    expect([files.length, searchedCount]).toEqual([
      many.filter((key) => key.slice(root.length).includes('7')).length,
      4200,
    ]);
  });

  it('finds files that have the names of guesses', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const usual = Array.from(' -.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ[_abcdefghijklmnopqrstuvwxyz{');
    const short = [...usual, ...usual.flatMap((one) => usual.map((other) => one + other))];
    const store = new PagedKeys(
      short.map((name) => root + name),
      10,
    );
    expect(await everything(store, { text: 'a' })).toMatchObject({ calls: 1, searchedCount: short.length });
  });

  it('says nothing when one of its pages cannot be listed', async () => {
    const store = new PagedKeys(many, 100);
    store.failing = 7;
    await expect(everything(store, { text: '7' })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['of another user', stranger, {}],
    ['of another text', caller, { text: 'x' }],
    ['of another folder', caller, { folder: 'report' }],
  ])('refuses a cursor %s', async (_, asker, change) => {
    const store = asStore(new PagedKeys(many));
    const { cursor = '' } = await searchFiles({ files: store }, caller, { text: 'report' });
    const asked = { text: 'report', cursor, ...change };
    await expect(searchFiles({ files: store }, asker, asked)).rejects.toMatchObject({
      code: 'invalid-request',
      field: 'cursor',
    });
  });

  it('refuses every cursor that was not given, and reads nothing of others with it', async () => {
    const store = asStore(new PagedKeys([...many, `users/${stranger.id}/report secret`, 'users/2/report secret']));
    const { cursor = '' } = await searchFiles({ files: store }, caller, { text: 'report' });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const forged = cursor.slice(0, 22) + Buffer.from(bytes).toString('base64url');
        const asked = searchFiles({ files: store }, caller, { text: 'report', cursor: forged });
        const [{ status, ...outcome }] = await Promise.allSettled([asked]);
        const refused = { reason: { code: 'invalid-request', field: 'cursor' } };
        expect(outcome).toMatchObject(status === 'rejected' ? refused : { value: { folders: [] } });
        expect(JSON.stringify(outcome)).not.toContain('secret');
      }),
      { numRuns: 300 },
    );
  });
});

describe('any search', () => {
  // Few names, so that many files share their folders.
  const segment = fc.constantFrom('a', 'b', '1', 'a b', 'É', '日', '😀a', '\uff5e', '', '\u0001', 'aa', 'a.', '{');
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

  /** Finds what a search must find, in the plainest way. */
  function expected(all: readonly string[], text: string): string[] {
    const matches = nameMatcher(text);
    const names = new Set<string>();
    for (const it of all) {
      for (let end = it.indexOf('/'); end !== -1; end = it.indexOf('/', end + 1)) names.add(it.slice(0, end + 1));
      if (!it.endsWith('/')) names.add(it);
    }
    return [...names].filter((it) => matches(it.replace(/\/$/, '').split('/').at(-1) ?? '')).toSorted();
  }

  it('answers each file and folder once, however often it is interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          path.filter((it) => it !== ''),
          { maxLength: 60 },
        ),
        fc.constantFrom('a', 'b', 'e', '日', '1'),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 30, max: 3000 }),
        async (all, text, keysPerPage, stepMs) => {
          let time = 0;
          jest.spyOn(performance, 'now').mockImplementation(() => (time += stepMs));
          const store = new PagedKeys(
            all.map((it) => root + it),
            keysPerPage,
          );
          const { folders, files, searchedCount } = await everything(store, { text });
          expect([...folders, ...files].toSorted()).toEqual(expected(all, text));
          expect(searchedCount).toBe(all.filter((it) => !it.endsWith('/')).length);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('ends with cursors that are allowed, also with names as long as they may be', async () => {
    let time = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (time += 40));
    const long = Array.from({ length: 600 }, (_, index) => 'x'.repeat(900) + String(index).padStart(70, '0'));
    const store = new PagedKeys(
      long.map((it) => root + it),
      5,
    );
    const { files, calls } = await everything(store, { text: '7' });
    expect(files.toSorted()).toEqual(expected(long, '7'));
    expect(calls).toBeGreaterThan(1);
  });
});
