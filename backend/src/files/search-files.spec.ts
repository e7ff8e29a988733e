import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { nameMatcher } from '@airlock/contract';
import fc from 'fast-check';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { PagedKeys } from '../testing/paged-keys.ts';
import { searchFiles } from './search-files.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const root = `users/${caller.id}/`;

afterEach(() => {
  jest.restoreAllMocks();
});

/** A store with these paths of the caller. Those that end with a slash are markers of folders. */
const storeOf = (...paths: readonly string[]) => {
  const store = new MemoryFileStore();
  for (const path of paths) store.put(root + path, { sizeBytes: path.endsWith('/') ? 0 : 3 });
  return store;
};

type Store = Pick<MemoryFileStore, 'listDeep'>;
interface Query {
  readonly text: string;
  readonly folder?: string;
}

const asStore = (store: Store) => store as MemoryFileStore;

/** Searches call after call, and returns all that was answered, in the order of the answers. */
async function everything(store: Store, query: Query) {
  const found = { folders: new Array<string>(), files: new Array<string>(), searchedCount: 0, calls: 0 };
  let cursor: string | undefined;
  do {
    const asked = { ...query, ...(cursor !== undefined && { cursor }) };
    const answer = await searchFiles({ files: asStore(store) }, caller, asked);
    found.folders.push(...answer.folders.map(({ path }) => path));
    found.files.push(...answer.files.map(({ path }) => path));
    found.searchedCount += answer.searchedCount;
    found.calls += 1;
    ({ cursor } = answer);
    expect(cursor ?? '').toMatch(/^[\w-]{0,2048}$/);
  } while (cursor !== undefined);
  return found;
}

const paths = async (store: Store, text: string, folder = '') => {
  const { folders, files } = await everything(store, { text, folder });
  return [...folders, ...files];
};

describe('searchFiles', () => {
  const files = storeOf(
    ...['Report.pdf', 'reports/2026/q3 Übersicht.pdf', 'reports/old/a.txt', 'other/reporter/', 'other/my report/x.txt'],
  ).put(`users/${stranger.id}/report of a stranger.txt`);

  it('finds files and folders of the caller at any depth, each folder once', async () => {
    expect(await paths(files, 'report')).toEqual(['other/my report/', 'other/reporter/', 'reports/', 'Report.pdf']);
  });

  it('answers a file as a list does', async () => {
    const answer = await searchFiles({ files }, caller, { text: 'report.pdf' });
    expect(answer).toEqual({
      folders: [],
      files: [
        {
          path: 'Report.pdf',
          sizeBytes: 3,
          modifiedAt: '2026-11-24T09:00:00.000Z',
          etag: '"900150983cd24fb0d6963f7d28e17f72"',
        },
      ],
      searchedCount: 4,
    });
  });

  it('searches below one folder, whose own name is not searched', async () => {
    expect(await paths(files, 'report', 'reports')).toEqual([]);
    expect(await paths(files, 'uber', 'reports/')).toEqual(['reports/2026/q3 Übersicht.pdf']);
    expect(await paths(files, 'a', 'report')).toEqual([]);
  });

  it('wants every word in one name, in whatever order', async () => {
    expect(await paths(files, '  übersicht Q3 ')).toEqual(['reports/2026/q3 Übersicht.pdf']);
    expect(await paths(files, 'reports q3')).toEqual([]);
  });

  it('finds nothing of a stranger', async () => {
    expect(await paths(files, 'stranger')).toEqual([]);
  });

  it.each([
    ['crete', 'Crète.txt'],
    ['CRÈTE', 'cre\u0300te.txt'],
    ['istanbul', 'İSTANBUL.jpg'],
    ['ISTANBUL', 'ıstanbul.jpg'],
    ['strasse', 'Hauptstraße 7.pdf'],
    ['ガイド', 'ｶﾞｲﾄﾞ.txt'],
    ['報告', '2026年報告書.pdf'],
    ['abc', 'ＡＢＣ.txt'],
    ['📷 plage', 'Plage 📷.heic'],
    ['❤', 'I ❤️ you.txt'],
    ['a b', 'a\u00a0b'],
  ])('finds by %j the file %j', async (text, name) => {
    expect(await paths(storeOf(`x/${name}`, 'x/other'), text)).toEqual([`x/${name}`]);
  });

  it.each([
    ['か', 'が.txt'],
    ['reports', 'report.pdf'],
    ['a/b', 'a/b.txt'],
  ])('does not find by %j the file %j', async (text, name) => {
    expect(await paths(storeOf(name), text)).toEqual([]);
  });

  it('finds odd names of other tools', async () => {
    const odd = storeOf('dbl//x', '/x', 'x/', 'a.\u0001/x').put(`${root}full/x/`);
    expect((await paths(odd, 'x')).toSorted()).toEqual(['/x', 'a.\u0001/x', 'dbl//x', 'full/x/', 'full/x/', 'x/']);
  });
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
