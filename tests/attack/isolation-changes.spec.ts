/** Tests that trash, versions and changes of one person are out of reach for another, whatever they know. */
import {
  changeAnswer,
  listTrashAnswer,
  listVersionsAnswer,
  type Change,
  type FileVersion,
  type OperationName,
} from '@airlock/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { toCursor } from '../../backend/src/files/list-cursor.ts';
import { callOperation, insides, operationNamed, refusal, type Input } from './api.ts';
import { Storage, store } from './storage.ts';
import { openWorld, type World } from './world.ts';

const continued = ['delete-files', 'restore-files', 'purge-files', 'move-files', 'copy-files'] as const;
const folder = 'private';
const path = `${folder}/secret.txt`;
const deletedPath = `${folder}/deleted.txt`;
let world: World;
let storage: Storage;
let ofOwner: readonly string[];
let versions: readonly FileVersion[];
let trashed: string;
let deletion: Change;
let restoration: Change;

type User = 'owner' | 'stranger';

const call = async (user: User, name: OperationName, input: Input) => {
  const to = { apiUrl: world.apiUrl, token: world[user].accessToken };
  const { status, text } = await callOperation(to, operationNamed(name), input);
  return { status, text, json: JSON.parse(text) as unknown };
};

async function change(user: User, name: OperationName, input: Input): Promise<Change> {
  return v.parse(changeAnswer, (await call(user, name, input)).json).change;
}

async function versionsOf(user: User, of: string): Promise<readonly FileVersion[]> {
  return v.parse(listVersionsAnswer, (await call(user, 'list-versions', { path: of })).json).versions;
}

async function trashOf(user: User) {
  return v.parse(listTrashAnswer, (await call(user, 'list-trash', {})).json).files;
}

/** Deletes and restores a file of the owner, and deletes another, so that there is something to see, undo and remove. */
beforeAll(async () => {
  world = await openWorld();
  storage = new Storage(world);
  for (const each of [path, deletedPath]) await store(world, world.owner, each);
  const [current] = await versionsOf('owner', path);
  const items = [{ path, etag: current!.etag }];
  deletion = await change('owner', 'delete-files', { items });
  restoration = await change('owner', 'restore-files', { change: deletion.changeId });
  await change('owner', 'delete-files', { items: [{ path: deletedPath, etag: current!.etag }] });
  versions = await versionsOf('owner', path);
  trashed = (await trashOf('owner'))[0]!.versionId;
  ofOwner = await storage.notOf(world.stranger);
}, 120_000);

/** Whatever a test has tried, the owner still has the same files, versions, trash and changes. */
afterEach(async () => {
  expect(await storage.notOf(world.stranger)).toEqual(ofOwner);
});

afterAll(async () => {
  storage.close();
  await world.close();
});

/** What a stranger is told of something that is not there, or that is somebody else's. */
const nothing = async (name: OperationName, input: Input) => {
  const { status, text } = await call('stranger', name, input);
  expect(text).not.toMatch(insides);
  return { status, code: refusal({ status, headers: {}, text }).code };
};
const notFound = { status: 404, code: 'not-found' };

describe('the trash of another user', () => {
  it('is not listed', async () => {
    expect(await trashOf('owner')).toMatchObject([{ path: deletedPath }]);
    expect(await trashOf('stranger')).toEqual([]);
  });

  it.each(['the whole trash', 'a file by its version'])('is not emptied by who purges %s', async (what) => {
    const items = what === 'the whole trash' ? 'all' : [{ path: deletedPath, versionId: trashed }];
    expect((await change('stranger', 'purge-files', { items })).doneCount).toBe(0);
  });

  it.each([{ folder: '' }, { folder }, { path: deletedPath }])('is not restored with %j', async (item) => {
    expect((await change('stranger', 'restore-files', { items: [item] })).doneCount).toBe(0);
  });
});

describe('a version of another user', () => {
  it('is not listed', async () => {
    expect(versions.length).toBeGreaterThan(0);
    expect(await versionsOf('stranger', path)).toEqual([]);
  });

  it('is not signed, whoever knows its id', async () => {
    const [{ versionId } = { versionId: '' }] = versions;
    expect((await call('owner', 'presign-get', { path, versionId })).status).toBe(200);
    expect(await nothing('presign-get', { path, versionId })).toEqual(notFound);
    expect(await nothing('presign-get', { path, versionId: 'x'.repeat(32) })).toEqual(notFound);
  });

  it('is not signed for a file of one’s own', async () => {
    await store(world, world.stranger, 'own.txt');
    const [{ versionId } = { versionId: '' }] = versions;
    expect(await nothing('presign-get', { path: 'own.txt', versionId })).toEqual(notFound);
  });

  it('is not copied over a file of one’s own', async () => {
    await store(world, world.stranger, 'target.txt');
    const [own] = await versionsOf('stranger', 'target.txt');
    const input = { path: 'target.txt', versionId: trashed, replaces: own!.etag };
    expect(await nothing('restore-version', input)).toEqual(notFound);
    expect(await versionsOf('stranger', 'target.txt')).toEqual([own]);
  });

  it('is not made current', async () => {
    const [{ versionId, etag } = { versionId: '', etag: '' }] = versions;
    expect(await nothing('restore-version', { path, versionId, replaces: etag })).toEqual(notFound);
  });
});

describe('a file of another user', () => {
  it.each(['move-files', 'copy-files'] as const)('is not there for %s, by path or by folder', async (name) => {
    const [{ etag } = { etag: '' }] = versions;
    for (const item of [
      { path, etag, to: `stolen by ${name}.txt` },
      { folder, to: `stolen by ${name}` },
    ]) {
      const { doneCount, failed } = await change('stranger', name, { items: [item] });
      expect([doneCount, failed.map(({ code }) => code)]).toEqual([0, ['not-found']]);
    }
  });
});

describe('a change of another user', () => {
  const none = '0u1xq3z8k-5f8f0f7e6d1c4f0e';

  it.each(['show-change', 'stop-change'] as const)('is not there for %s', async (name) => {
    expect((await call('owner', name, { changeId: deletion.changeId })).status).toBe(200);
    const refusals = [deletion.changeId, none].map((changeId) => nothing(name, { changeId }));
    expect(await Promise.all(refusals)).toEqual([notFound, notFound]);
  });

  it('is not listed', async () => {
    expect((await call('owner', 'list-changes', {})).text).toContain(deletion.changeId);
    const { text } = await call('stranger', 'list-changes', {});
    expect(text).not.toContain(deletion.changeId);
    expect(text).not.toContain(restoration.changeId);
  });

  it('is not undone', async () => {
    const undone = (changeId: string) => [
      nothing('restore-files', { change: changeId }),
      nothing('delete-files', { change: changeId }),
      nothing('move-files', { change: changeId }),
    ];
    const refusals = [deletion.changeId, restoration.changeId, none].flatMap(undone);
    expect(await Promise.all(refusals)).toEqual(refusals.map(() => notFound));
  });
});

describe('a cursor', () => {
  /** Returns the cursor that the owner would have got. Anybody who reads the source can compute a mark. */
  const cursors = (): readonly (readonly [OperationName, Input, string])[] => {
    const { keyPrefix } = world.owner;
    const [, ownerId = ''] = keyPrefix.split('/');
    return [
      ['list-trash', {}, toCursor(`trash of ${keyPrefix}`, keyPrefix)],
      ['list-versions', { path }, toCursor(`versions of ${keyPrefix}${path}`, versions[0]!.versionId)],
      ['list-changes', {}, toCursor(`changes of ${ownerId}`, '0')],
    ];
  };

  it('of another user is good for nobody else', async () => {
    for (const [name, input, cursor] of cursors()) {
      const mine = await call('owner', name, { ...input, cursor });
      const theirs = await call('stranger', name, { ...input, cursor });
      expect([name, mine.status, theirs.status]).toEqual([name, 200, 400]);
    }
  });

  it('with one’s own mark and another user’s place shows nothing of theirs', async () => {
    const { keyPrefix } = world.stranger;
    const [, strangerId = ''] = keyPrefix.split('/');
    const answers = [
      await call('stranger', 'list-trash', { cursor: toCursor(`trash of ${keyPrefix}`, world.owner.keyPrefix) }),
      await call('stranger', 'list-changes', {
        cursor: toCursor(`changes of ${strangerId}`, `../${world.owner.keyPrefix}`),
      }),
      await call('stranger', 'list-versions', {
        path,
        cursor: toCursor(`versions of ${keyPrefix}${path}`, versions[0]!.versionId),
      }),
    ];
    for (const { status, text } of answers) {
      expect([200, 400]).toContain(status);
      expect(text).not.toMatch(insides);
      expect(text).not.toContain(trashed);
      expect(text).not.toContain(deletion.changeId);
    }
  });
});

describe('the event of the workflow', () => {
  it.each(continued)('is no request of %s', async (operation) => {
    const [, userId = ''] = world.owner.keyPrefix.split('/');
    const { status } = await nothing(operation, { operation, userId, changeId: deletion.changeId });
    expect(status).toBe(400);
  });
});
