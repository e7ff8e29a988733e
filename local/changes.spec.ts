/** Deletes, trash, versions and undo through the whole local stack: gateway, bundles, roles, S3, Step Functions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorBody, listChangesAnswer, presignGetAnswer, restoreVersionAnswer } from '@airlock/contract';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';

import { startStack, type RunningStack } from './start-stack.ts';
import { call, presignGet, presignPut, put, type Api } from './testing/api-calls.ts';
import { change, changed, ended, listFolder, listTrash, listVersions } from './testing/change-calls.ts';
import { StoredFiles } from './testing/stored-files.ts';
import { signedInUser } from './testing/stack-user.ts';

// The functions start at their first call, on a machine that is busy with other work too.
jest.setTimeout(120_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-changes-'));
let running: RunningStack;
let api: Api;
let stranger: Api;
let storage: StoredFiles;

beforeAll(async () => {
  running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
  const { apiUrl: url } = running.stack;
  const owner = await signedInUser(running.stack, 'owner');
  api = { url, accessToken: owner.accessToken };
  stranger = { url, accessToken: (await signedInUser(running.stack, 'other')).accessToken };
  storage = new StoredFiles(running.stack, owner.keyPrefix);
}, 120_000);

afterAll(async () => {
  storage.close();
  await running.close();
  rmSync(directory, { recursive: true });
});

async function store(path: string, text: string, replaces?: string): Promise<string> {
  const bytes = Buffer.from(text);
  const file = replaces === undefined ? { path, bytes } : { path, bytes, replaces };
  const answer = await put(await presignPut(api, file), bytes);
  expect(answer.status).toBe(200);
  return answer.headers.get('etag') ?? '';
}

async function read(path: string, versionId?: string): Promise<string> {
  const answer = await call(api, 'POST', '/files/presign-get', { path, versionId });
  const { url } = v.parse(presignGetAnswer, await answer.json());
  return (await fetch(url)).text();
}

const codeOf = async (answer: Response) => v.parse(errorBody, await answer.json()).code;
const pathsOf = async (folder?: string) => (await listFolder(api, folder)).files.map(({ path }) => path);

describe('a file that is deleted', () => {
  it('is in the trash, and back with the same version when the change is undone', async () => {
    const etag = await store('one/a.txt', 'first');
    const deleted = await change(api, 'delete', { items: [{ path: 'one/a.txt', etag }] });
    expect(deleted).toMatchObject({ state: 'done', doneCount: 1, failedCount: 0 });
    expect(await pathsOf('one')).toEqual([]);
    const { files } = await listTrash(api, 'one');
    expect(files).toMatchObject([{ path: 'one/a.txt', sizeBytes: 5 }]);
    expect(await read('one/a.txt', files[0]?.versionId)).toBe('first');
    expect((await listTrash(stranger)).files).toEqual([]);

    const undone = await change(api, 'restore', deleted.undo?.request ?? {});
    expect(undone).toMatchObject({ kind: 'restore', state: 'done', doneCount: 1 });
    expect((await presignGet(api, 'one/a.txt')).etag).toBe(etag);
    expect((await listTrash(api, 'one')).files).toEqual([]);
  });

  it('stays when another version was stored meanwhile', async () => {
    const etag = await store('two/a.txt', 'first');
    const newer = await store('two/a.txt', 'second', etag);
    const deleted = await change(api, 'delete', { items: [{ path: 'two/a.txt', etag }] });
    expect(deleted.failed).toEqual([{ path: 'two/a.txt', code: 'changed-meanwhile' }]);
    expect((await presignGet(api, 'two/a.txt')).etag).toBe(newer);
  });

  it('is out of reach of everybody else', async () => {
    const etag = await store('three/a.txt', 'first');
    const theirs = await change(stranger, 'delete', { items: [{ path: 'three/a.txt', etag }, { folder: 'three' }] });
    expect(theirs).toMatchObject({ doneCount: 0, failedCount: 2 });
    const deleted = await change(api, 'delete', { items: [{ folder: 'three' }] });
    for (const operation of ['restore', 'delete']) {
      const answer = await call(stranger, 'POST', `/files/${operation}`, { change: deleted.changeId });
      expect(await codeOf(answer)).toBe('not-found');
    }
    for (const method of ['GET', 'DELETE']) {
      expect(await codeOf(await call(stranger, method, `/changes/${deleted.changeId}`))).toBe('not-found');
    }
    const { changes } = v.parse(listChangesAnswer, await (await call(stranger, 'GET', '/changes')).json());
    expect(changes.map(({ changeId }) => changeId)).toEqual([theirs.changeId]);
    expect((await changed(stranger, 'purge', { items: 'all' })).doneCount).toBe(0);
    expect((await listTrash(api, 'three')).files).toHaveLength(1);
  });

  it('is gone for ever after a purge, with every version', async () => {
    const etag = await store('four/a.txt', 'first');
    const newer = await store('four/a.txt', 'second', etag);
    await change(api, 'delete', { items: [{ path: 'four/a.txt', etag: newer }] });
    const [file] = (await listTrash(api, 'four')).files;
    const items = [{ path: 'four/a.txt', versionId: file?.versionId }];
    expect(await change(api, 'purge', { items })).toMatchObject({ kind: 'purge', doneCount: 1, failedCount: 0 });
    expect(await storage.versions('four/')).toEqual([]);
    expect(await listVersions(api, 'four/a.txt')).toEqual([]);
  });
});

describe('a version', () => {
  it('can be read and made current again, and that is undone by the request in the answer', async () => {
    const etag = await store('five/a.txt', 'first');
    const newer = await store('five/a.txt', 'second', etag);
    const versions = await listVersions(api, 'five/a.txt');
    expect(versions.map(({ etag: it, isCurrent }) => [it, isCurrent])).toEqual([
      [newer, true],
      [etag, false],
    ]);
    const [, older] = versions;
    expect(await read('five/a.txt', older?.versionId)).toBe('first');
    const request = { path: 'five/a.txt', versionId: older?.versionId, replaces: newer };
    const answer = await call(api, 'POST', '/files/restore-version', request);
    const restored = v.parse(restoreVersionAnswer, await answer.json());
    expect(await read('five/a.txt')).toBe('first');
    const stale = await call(api, 'POST', '/files/restore-version', request);
    expect(await codeOf(stale)).toBe('changed-meanwhile');
    await call(api, 'POST', '/files/restore-version', restored.undo.request);
    expect(await read('five/a.txt')).toBe('second');
  });
});

describe('a folder of 2,500 files', () => {
  it('is deleted by the workflow without what is stored meanwhile, and undone with the same versions', async () => {
    const before = await storage.fill('six/', 2500);
    const begun = await change(api, 'delete', { items: [{ folder: 'six' }] });
    expect(begun).toMatchObject({ state: 'running', doneCount: 0 });
    await store('six/0000 stored meanwhile', 'kept');
    const deleted = await ended(api, begun);
    expect(deleted).toMatchObject({ state: 'done', doneCount: 2500, failedCount: 0 });
    expect(await pathsOf('six')).toEqual(['six/0000 stored meanwhile']);
    const undone = await changed(api, 'restore', { change: deleted.changeId });
    expect(undone).toMatchObject({ state: 'done', doneCount: 2500, failedCount: 0 });
    const after = await storage.current('six/');
    after.delete('six/0000 stored meanwhile');
    expect(after).toEqual(before);
  });

  it('can be stopped on the way, and what is done can be undone', async () => {
    const before = await storage.fill('seven/', 2500);
    const begun = await change(api, 'delete', { items: [{ folder: 'seven' }] });
    await call(api, 'DELETE', `/changes/${begun.changeId}`);
    const { state, doneCount } = await ended(api, begun);
    expect({ state, isPart: doneCount < 2500 }).toEqual({ state: 'stopped', isPart: true });
    await changed(api, 'restore', { items: [{ folder: 'seven' }] });
    expect(await storage.current('seven/')).toEqual(before);
  });
});

describe('one name that is deleted and replaced 50 times at once', () => {
  it('never loses the newer version: of the two, exactly one happens', async () => {
    let etag = await store('eight/a.txt', 'version 0');
    for (let round = 1; round <= 50; round += 1) {
      const bytes = Buffer.from(`version ${round}`);
      const signed = await presignPut(api, { path: 'eight/a.txt', bytes, replaces: etag });
      const [replaced, deleted] = await Promise.all([
        put(signed, bytes),
        change(api, 'delete', { items: [{ path: 'eight/a.txt', etag }] }),
      ]);
      const isReplaced = replaced.status === 200;
      expect({ isReplaced, doneCount: deleted.doneCount }).toEqual({ isReplaced, doneCount: isReplaced ? 0 : 1 });
      const newer = isReplaced ? replaced.headers.get('etag') : undefined;
      expect((await storage.current('eight/')).get('eight/a.txt')).toBe(newer);
      await change(api, 'restore', { change: deleted.changeId });
      etag = (await storage.current('eight/')).get('eight/a.txt') ?? '';
      expect(etag).not.toBe('');
    }
  });
});
