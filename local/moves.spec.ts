/** Moves, copies and their undo through the whole local stack: gateway, bundles, roles, S3, Step Functions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { startStack, type RunningStack } from './start-stack.ts';
import { call, codeOf, presignGet, presignPut, put, type Api } from './testing/api-calls.ts';
import { change, changed, listTrash } from './testing/change-calls.ts';
import { StoredFiles } from './testing/stored-files.ts';
import { signedInUser } from './testing/stack-user.ts';

// The functions start at their first call, on a machine that is busy with other work too.
jest.setTimeout(120_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-moves-'));
let running: RunningStack;
let api: Api;
let storage: StoredFiles;

beforeAll(async () => {
  running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
  const owner = await signedInUser(running.stack, 'owner');
  api = { url: running.stack.apiUrl, accessToken: owner.accessToken };
  storage = new StoredFiles(running.stack, owner.keyPrefix);
}, 120_000);

afterAll(async () => {
  storage.close();
  await running.close();
  rmSync(directory, { recursive: true });
});

async function store(path: string, text: string, contentType = 'text/plain'): Promise<string> {
  const bytes = Buffer.from(text);
  const answer = await put(await presignPut(api, { path, bytes, contentType }), bytes);
  expect(answer.status).toBe(200);
  return answer.headers.get('etag') ?? '';
}

const pathsOf = async (folder: string) => [...(await storage.current(folder)).keys()];

describe('a file that is renamed', () => {
  it('has its new name at once, with its bytes, type and checksum, and its old name when it is undone', async () => {
    const etag = await store('one/Straße (1).md', 'words', 'text/markdown');
    const before = await presignGet(api, 'one/Straße (1).md');
    const items = [{ path: 'one/Straße (1).md', etag, to: 'one/b+c & d.md' }];
    const moved = await change(api, 'move', { items });
    expect(moved).toMatchObject({ kind: 'move', state: 'done', doneCount: 1, failedCount: 0, to: 'one/b+c & d.md' });
    expect(await pathsOf('one/')).toEqual(['one/b+c & d.md']);
    const { sizeBytes, contentType, crc64nvme, url } = await presignGet(api, 'one/b+c & d.md');
    const kept = { sizeBytes: before.sizeBytes, contentType: 'text/markdown', crc64nvme: before.crc64nvme };
    expect({ sizeBytes, contentType, crc64nvme }).toEqual(kept);
    expect(await (await fetch(url)).text()).toBe('words');
    expect((await listTrash(api, 'one')).files.map(({ path }) => path)).toEqual(['one/Straße (1).md']);

    const undone = await change(api, 'move', moved.undo?.request ?? {});
    expect(undone).toMatchObject({ kind: 'move', state: 'done', doneCount: 1, to: 'one/Straße (1).md' });
    expect(await storage.current('one/')).toEqual(new Map([['one/Straße (1).md', etag]]));
  });

  it('never takes the place of another file', async () => {
    const [a, b] = [await store('two/a.txt', 'a'), await store('two/b.txt', 'b')];
    const items = [{ path: 'two/a.txt', etag: a, to: 'two/b.txt' }];
    expect((await change(api, 'move', { items })).failed).toEqual([{ path: 'two/a.txt', code: 'already-exists' }]);
    const both = await change(api, 'move', { items, onConflict: 'keep-both' });
    expect(both).toMatchObject({ doneCount: 1, to: 'two/b (2).txt' });
    expect(await storage.current('two/')).toEqual(
      new Map([
        ['two/b (2).txt', a],
        ['two/b.txt', b],
      ]),
    );
  });

  it('stays when the request contradicts itself', async () => {
    const etag = await store('three/a.txt', 'a');
    const items = [
      { folder: 'three', to: 'four' },
      { path: 'three/a.txt', etag, to: 'five.txt' },
    ];
    const answer = await call(api, 'POST', '/files/move', { items });
    expect([answer.status, await codeOf(answer)]).toEqual([400, undefined]);
    expect(await pathsOf('three/')).toEqual(['three/a.txt']);
  });
});

describe('a folder that is copied', () => {
  it('gets a number beside its original, and its undo deletes the copies alone', async () => {
    await storage.fill('few/', 3);
    await storage.put('few/empty/', '');
    const before = await storage.current('few/');
    const items = [{ folder: 'few/', to: 'few' }];
    const copied = await changed(api, 'copy', { items, onConflict: 'keep-both' });
    expect(copied).toMatchObject({ state: 'done', doneCount: 4, to: 'few (2)' });
    expect(await pathsOf('few (2)/')).toHaveLength(4);
    await storage.put('few (2)/new.txt', 'new');
    const deleted = await changed(api, 'delete', copied.undo?.request ?? {});
    expect(deleted).toMatchObject({ kind: 'delete', state: 'done', doneCount: 4, failedCount: 0 });
    expect(await pathsOf('few (2)/')).toEqual(['few (2)/new.txt']);
    expect(await storage.current('few/')).toEqual(before);
  });
});
