import { createHash } from 'node:crypto';

import { listFilesAnswer } from '@airlock/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import {
  callOperation,
  fieldsOf,
  goodBody,
  goodInput,
  goodItem,
  insides,
  listFields,
  operationNamed,
  operations,
  type Input,
  type Operation,
} from './api.ts';
import { shape } from './answer-shape.ts';
import { climbingPaths } from './climbing-paths.ts';
import { deletedVersion, unfinishedUpload } from './owners-things.ts';
import { send, signedRequestsIn } from './signed-request.ts';
import { Storage, store } from './storage.ts';
import { openWorld, type World } from './world.ts';

const secretFolder = 'private';
const secretPath = `${secretFolder}/secret.txt`;
const deletedPath = `${secretFolder}/deleted.txt`;
const unfinishedPath = `${secretFolder}/unfinished.bin`;
const secret = Buffer.from('something to lose');
const etagOfSecret = createHash('md5').update(secret).digest('hex');
let world: World;
let storage: Storage;
let ofOwner: readonly string[];
let uploadOfOwner: string;
/** Id of the version of the deleted file. */
let versionOfOwner: string;

beforeAll(async () => {
  world = await openWorld();
  storage = new Storage(world);
  await store(world, world.owner, secretPath, { bytes: secret });
  await store(world, world.owner, 'private/more/nested.txt');
  await store(world, world.owner, deletedPath, { bytes: secret });
  versionOfOwner = await deletedVersion(as('owner'), { path: deletedPath, etag: `"${etagOfSecret}"` });
  uploadOfOwner = await unfinishedUpload(as('owner'), unfinishedPath);
  ofOwner = await storage.notOf(world.stranger);
}, 120_000);

/**
 * Whatever a test has tried, the owner still has the same files in the same versions, and nothing is stored elsewhere.
 */
afterEach(async () => {
  expect(await storage.notOf(world.stranger)).toEqual(ofOwner);
});

afterAll(async () => {
  storage.close();
  await world.close();
});

const as = (user: 'owner' | 'stranger') => ({
  apiUrl: world.apiUrl,
  token: world[user].accessToken,
});
const asStranger = (operation: Operation, input: Input) => callOperation(as('stranger'), operation, input);
const pathField = (operation: Operation): string | undefined =>
  fieldsOf(operation).find(({ name }) => name === 'path' || name === 'folder' || listFields.has(name))?.name;

/**
 * Returns the input with which an operation would reach the owner's file at `path`, if anybody could. The ETags and ids in
 * it are right.
 */
function inputAt(operation: Operation, path: string): Input {
  const field = pathField(operation)!;
  const right = (input: Input): Input => ({
    ...input,
    ...('etag' in input && { etag: `"${etagOfSecret}"` }),
    ...('replaces' in input && { replaces: `"${etagOfSecret}"` }),
    ...('versionId' in input && { versionId: versionOfOwner }),
    ...('text' in input && { text: 'secret' }),
  });
  const value = listFields.has(field) ? [right(goodItem(operation, path))] : path;
  return { ...right(goodInput(operation)), [field]: value };
}

const withPaths = operations.filter((operation) => pathField(operation) !== undefined);

const isOfUpload = ({ path }: Operation): boolean => path.includes('{uploadId}');
/** Operations that ask S3 for a path. S3 is asked for an upload by its id, and what signs uploads asks S3 for nothing. */
const asking = withPaths.filter((operation) => !isOfUpload(operation) && !operation.name.startsWith('presign-put'));

/** Returns the path of what the operation would show, change or end: a file, the folder that it is in, or an upload. */
function wantedOf(operation: Operation): string {
  if (pathField(operation) === 'folder') return secretFolder;
  if (isOfUpload(operation)) return unfinishedPath;
  return ['restore-files', 'purge-files'].includes(operation.name) ? deletedPath : secretPath;
}

const makesFolder = ({ name }: Operation): boolean => name === 'create-folder';

async function expectNoDifference(operation: Operation): Promise<void> {
  const others = await asStranger(operation, inputAt(operation, wantedOf(operation)));
  const missing = await asStranger(operation, inputAt(operation, 'private/missing.txt'));
  expect([others.status, shape(others.text)]).toEqual([missing.status, shape(missing.text)]);
}

describe.each(asking.filter((operation) => !makesFolder(operation)))('$name', (operation) => {
  it('tells a stranger the same of another user’s file as of none at all', () => expectNoDifference(operation));
});

describe.each(withPaths)('$name', (operation) => {
  const inputWith = (path: string): Input => ({
    ...inputAt(operation, path),
    ...(isOfUpload(operation) && { uploadId: uploadOfOwner }),
    // A file of one's own with this content would pass for the upload, completed by an earlier call.
    ...(operation.name === 'complete-upload' && { sizeBytes: goodBody.length + 1 }),
  });
  /** Whether the answer says nothing about the upload. presign-parts does not ask whether the upload exists. */
  const isQuiet = isOfUpload(operation) && operation.name !== 'presign-parts';
  const fitting = isQuiet ? [204, 400, 404] : [200, 201, 204, 400, 404, 409];

  it('leads no path out of the caller’s own prefix', async () => {
    const { filesBucket } = world.running.stack;
    const home = `/${filesBucket}/${world.stranger.keyPrefix}`;
    const tries = climbingPaths(world.owner.keyPrefix, wantedOf(operation)).map(async (path) => {
      const answer = await asStranger(operation, inputWith(path));
      expect(fitting).toContain(answer.status);
      expect(answer.text).not.toMatch(answer.status < 300 ? new RegExp(etagOfSecret) : insides);
      for (const signed of signedRequestsIn(answer.text)) {
        // The URL is checked as it is written, and as a browser would normalize it.
        expect(decodeURIComponent(signed.url)).toContain(home);
        expect(decodeURIComponent(new URL(signed.url).pathname).startsWith(home)).toBe(true);
        // The signature itself is good: the file is stored or read, unless the name already exists or there is no such
        // upload.
        expect([200, 404, 412]).toContain(await send(signed, goodBody));
      }
    });
    await Promise.all(tries);
  }, 30_000);
});

const withUploads = operations.filter(isOfUpload);

describe.each(withUploads)('$name', (operation) => {
  it('tells a stranger the same of another user’s upload as of none at all', async () => {
    const upload = { ...goodInput(operation), path: unfinishedPath };
    const others = await asStranger(operation, { ...upload, uploadId: uploadOfOwner });
    const missing = await asStranger(operation, { ...upload, uploadId: 'NoSuchUpload' });
    expect([others.status, shape(others.text)]).toEqual([missing.status, shape(missing.text)]);
    for (const signed of signedRequestsIn(others.text)) expect(await send(signed, goodBody)).toBe(404);
  });
});

describe('list-uploads', () => {
  it('names the caller’s own uploads only', async () => {
    const listUploads = operationNamed('list-uploads');
    expect((await asStranger(listUploads, {})).text).not.toContain('unfinished.bin');
    expect((await callOperation(as('owner'), listUploads, {})).text).toContain(uploadOfOwner);
  });
});

describe.each(['search-files', 'measure-folder'])('%s', (name) => {
  const operation = operationNamed(name);
  const scanned = name === 'search-files' ? ['search', 'secret'] : ['measure'];
  /** A cursor of this user that goes on after a key: anybody who reads the source can write one. */
  const cursorOf = (user: 'owner' | 'stranger', after: string): string => {
    const list = JSON.stringify([world[user].keyPrefix, ...scanned]);
    const key = Buffer.from(after);
    const place = Buffer.concat([Buffer.from([0, 0, key.length >> 8, key.length & 0xff]), key]);
    return createHash('sha256').update(list).digest('base64url').slice(0, 22) + place.toString('base64url');
  };
  const input = { ...goodInput(operation), folder: '', ...(name === 'search-files' && { text: 'secret' }) };

  it('takes no cursor of another user', async () => {
    const cursor = cursorOf('owner', '');
    expect((await callOperation(as('owner'), operation, { ...input, cursor })).status).toBe(200);
    const answer = await asStranger(operation, { ...input, cursor });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { field: 'cursor' }]);
  });

  it('shows nothing of another user to a cursor with one’s own mark and their place', async () => {
    const places = climbingPaths(world.owner.keyPrefix, `${secretFolder}/`).filter((it) => it.isWellFormed());
    for (const place of ['', ...places]) {
      const answer = await asStranger(operation, { ...input, cursor: cursorOf('stranger', place) });
      expect(answer.text).not.toContain(etagOfSecret);
      expect([200, 400]).toContain(answer.status);
    }
    expect((await asStranger(operation, { ...input, cursor: cursorOf('stranger', '') })).status).toBe(200);
  });
});

describe.each([
  { name: 'list-files', kind: {}, ofStranger: ['private/a.txt', 'private/b.txt'] },
  { name: 'list-files with deep', kind: { deep: 'true' }, ofStranger: ['private/c.txt', 'private/d.txt'] },
])('$name', ({ kind, ofStranger }) => {
  const listFiles = operationNamed('list-files');
  const list = (user: 'owner' | 'stranger', input: Input) => callOperation(as(user), listFiles, { ...kind, ...input });
  const cursorOfOwner = async (): Promise<string> => {
    const { text } = await list('owner', { folder: 'private', limit: '1' });
    return v.parse(listFilesAnswer, JSON.parse(text)).cursor ?? '';
  };
  /** Length of the mark at the beginning of a cursor. Anybody who reads the source can compute their own mark. */
  const markLength = 22;

  it('takes no cursor of another user', async () => {
    const cursor = await cursorOfOwner();
    expect((await list('owner', { folder: 'private', limit: '1', cursor })).status).toBe(200);
    const answer = await list('stranger', { folder: 'private', limit: '1', cursor });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { field: 'cursor' }]);
  });

  it('shows nothing of another user to a cursor with one’s own mark and their place', async () => {
    for (const path of ofStranger) await store(world, world.stranger, path);
    const own = v.parse(
      listFilesAnswer,
      JSON.parse((await list('stranger', { folder: 'private', limit: '1' })).text),
    ).cursor!;
    const theirs = await cursorOfOwner();
    const forged = own.slice(0, markLength) + theirs.slice(markLength);
    const answer = await list('stranger', { folder: 'private', cursor: forged });
    expect(answer.text).not.toMatch(/secret|nested|more/);
    expect([200, 400]).toContain(answer.status);
  });

  it.each([
    ['a mark only', 'A'.repeat(22)],
    ['a wrong mark', 'A'.repeat(23)],
    ['a wrong mark, as long as may be', 'A'.repeat(2048)],
    ['a wrong mark and a path that climbs', `${'A'.repeat(22)}Li4vLi4v`],
  ])('takes no cursor that nobody gave: %s', async (_, cursor) => {
    expect((await list('stranger', { cursor })).status).toBe(400);
  });
});

describe('list-files with deep', () => {
  it('has nothing of another user, at any depth', async () => {
    const listDeep = (user: 'owner' | 'stranger') =>
      callOperation(as(user), operationNamed('list-files'), { deep: 'true', limit: '1000' });
    expect((await listDeep('owner')).text).toContain('private/more/nested.txt');
    const answer = await listDeep('stranger');
    expect([answer.status, answer.text.includes('nested.txt')]).toEqual([200, false]);
  });
});

// Last, because the stranger has a folder of that name then, which lists and searches show.
describe.each(asking.filter(makesFolder))('$name', (operation) => {
  it('tells a stranger the same of another user’s file as of none at all', () => expectNoDifference(operation));
});
