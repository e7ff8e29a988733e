/** Files whose names other tools have chosen, through the whole local stack: whatever is listed can be used. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorBody, presignGetAnswer, restoreVersionAnswer } from '@airlock/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { anyCharacter } from '@airlock/contract/testing/any-character.ts';
import fc from 'fast-check';
import * as v from 'valibot';

import { startStack, type RunningStack } from './start-stack.ts';
import { call, type Api } from './testing/api-calls.ts';
import { change, changed, listFolder, listTrash, listVersions } from './testing/change-calls.ts';
import { StoredFiles } from './testing/stored-files.ts';
import { signedInUser } from './testing/stack-user.ts';

jest.setTimeout(120_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-names-'));
let running: RunningStack;
let api: Api;
let storage: StoredFiles;

beforeAll(async () => {
  running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
  const { accessToken, keyPrefix } = await signedInUser(running.stack, 'owner');
  api = { url: running.stack.apiUrl, accessToken };
  storage = new StoredFiles(running.stack, keyPrefix);
}, 120_000);

afterEach(async () => {
  await changed(api, 'delete', { items: [{ folder: '' }] });
  await changed(api, 'purge', { items: 'all' });
  expect(await storage.versions('')).toHaveLength(0);
});

afterAll(async () => {
  storage.close();
  await running.close();
  rmSync(directory, { recursive: true });
});

/** Lists every folder that lists name, and returns the ETags of all files by path. Fails when a folder shows itself. */
async function everything(folder = '', seen = new Set<string>()): Promise<Map<string, string>> {
  expect(seen).not.toContain(folder);
  seen.add(folder);
  const { folders, files } = await listFolder(api, folder);
  const found = new Map(files.map(({ path, etag }) => [path, etag]));
  for (const { path } of folders) for (const [inside, etag] of await everything(path, seen)) found.set(inside, etag);
  return found;
}

const isKeptInUrls = (path: string) => !path.split('/').some((part) => part === '.' || part === '..');

async function read(path: string, versionId?: string): Promise<string> {
  const answer = await call(api, 'POST', '/files/presign-get', { path, versionId });
  const { url } = v.parse(presignGetAnswer, await answer.json());
  // fetch normalizes the URL as a browser does.
  return (await fetch(url)).text();
}

const itemsOf = (etags: ReadonlyMap<string, string>) => [...etags].map(([path, etag]) => ({ path, etag }));

/** Stores files under these names, and does to each of them what a person may do. */
async function useEach(paths: readonly string[]): Promise<void> {
  for (const path of paths) await storage.put(path, `content of ${path}`);
  const etags = await everything();
  expect([...etags.keys()].toSorted()).toEqual([...paths].toSorted());
  const readable = paths.filter(isKeptInUrls);
  for (const path of readable) expect(await read(path)).toBe(`content of ${path}`);
  for (const path of paths) expect(await listVersions(api, path)).toMatchObject([{ etag: etags.get(path) }]);

  const all = { doneCount: paths.length, failed: [], state: 'done' };
  expect(await change(api, 'delete', { items: itemsOf(etags) })).toMatchObject(all);
  const trash = (await listTrash(api)).files;
  expect(trash.map(({ path }) => path).toSorted()).toEqual([...paths].toSorted());
  for (const { path, versionId } of trash.filter((file) => isKeptInUrls(file.path))) {
    expect(await read(path, versionId)).toBe(`content of ${path}`);
  }
  expect(await change(api, 'restore', { items: paths.map((path) => ({ path })) })).toMatchObject(all);
  expect(await everything()).toEqual(etags);

  expect(await change(api, 'delete', { items: itemsOf(etags) })).toMatchObject(all);
  const items = trash.map(({ path, versionId }) => ({ path, versionId }));
  expect(await change(api, 'purge', { items })).toMatchObject(all);
  expect(await storage.versions('')).toHaveLength(0);
}

describe('names that other tools have stored', () => {
  it('are listed, read, deleted, restored and purged', async () => {
    await useEach([
      ...['e\u0301.txt', '\u00e9.txt', 'a.', ' a ', 'a ', 'dbl/x', 'dbl//x', 'dbl///x', '/x', '//x', '.hidden', '...'],
      ...['a\\b', 'a\u0001b', 'a\u007fb', 'tab\t', 'a\rb', 'a\nb', '\ufeffbom', '\u202egpj.exe', '\u200b', ' '],
      ...[
        'x/../y',
        './z',
        '..',
        '../../up',
        'a/./b',
        '%2e%2e/x',
        'a+b',
        'a%2Fb',
        '*',
        '?',
        'a?b#c&d=e;f',
        '[',
        '"',
        '<&>',
      ],
      ...['😀', 'x'.repeat(981), 'é'.repeat(490), `${'d/'.repeat(30)}x`, 'Icon\r', '\uffff', 'users/x'],
    ]);
  });

  it('may be any that S3 takes', async () => {
    const name = fc
      .array(
        fc.oneof(fc.constantFrom('/', '//', '.', '..', ' ', '%', '+'), fc.string({ unit: anyCharacter, maxLength: 5 })),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((pieces) => pieces.join('').toWellFormed().replaceAll('\u0000', '_'))
      .filter((path) => path !== '' && !path.endsWith('/'));
    await fc.assert(fc.asyncProperty(fc.uniqueArray(name, { minLength: 20, maxLength: 40 }), useEach), { numRuns: 2 });
  });

  it.each(['x/../y', 'dbl//x', 'e\u0301.', 'a+b%2F?', '../x'])('get a version back: %j', async (path) => {
    await storage.put(path, 'first');
    const [version] = await listVersions(api, path);
    const asked = { path, versionId: version?.versionId, replaces: version?.etag };
    const answer = await call(api, 'POST', '/files/restore-version', asked);
    expect(v.parse(restoreVersionAnswer, await answer.json())).toMatchObject({ path, etag: version?.etag });
    expect(await listVersions(api, path)).toHaveLength(2);
  });

  it('are refused with a sentence where no URL can have them', async () => {
    await storage.put('x/../y', 'y');
    const answer = await call(api, 'POST', '/files/presign-get', { path: 'x/../y' });
    expect([answer.status, v.parse(errorBody, await answer.json())]).toMatchObject([
      400,
      { code: 'invalid-path', field: 'path', message: expect.stringContaining('".."') },
    ]);
  });

  it('lead to folders that can be deleted and restored, with their markers', async () => {
    await storage.put('dbl//', '');
    await storage.put('dbl//x', 'x');
    await storage.put('empty/', '');
    expect((await listFolder(api)).folders).toEqual([{ path: 'dbl/' }, { path: 'empty/' }]);
    expect(await listFolder(api, 'empty')).toEqual({ folders: [], files: [] });
    const deleted = await change(api, 'delete', { items: [{ folder: 'dbl//' }, { folder: 'empty/' }] });
    expect(deleted).toMatchObject({ state: 'done', doneCount: 3, failed: [] });
    expect((await listTrash(api)).files).toMatchObject([{ path: 'dbl//' }, { path: 'dbl//x' }, { path: 'empty/' }]);
    expect((await listFolder(api)).folders).toEqual([]);
    expect(await change(api, 'restore', { items: [{ folder: 'dbl//' }] })).toMatchObject({ doneCount: 2, failed: [] });
    expect((await listFolder(api, 'dbl//')).files).toMatchObject([{ path: 'dbl//x' }]);
  });
});

describe('a folder', () => {
  it('that is not there is not found, and the top always is there', async () => {
    await storage.put('a/b', 'b');
    expect((await call(api, 'GET', '/files?folder=a')).status).toBe(200);
    for (const folder of ['b', 'a%2Fb', 'a%2F%2F', '%2F']) {
      const answer = await call(api, 'GET', `/files?folder=${folder}`);
      expect([answer.status, v.parse(errorBody, await answer.json()).code]).toEqual([404, 'not-found']);
    }
    await change(api, 'delete', { items: [{ folder: 'a' }] });
    expect((await call(api, 'GET', '/files?folder=a')).status).toBe(404);
    expect(await listFolder(api)).toEqual({ folders: [], files: [] });
  });
});
