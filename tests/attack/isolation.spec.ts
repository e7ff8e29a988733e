import { createHash } from 'node:crypto';

import { listFilesAnswer, listTrashAnswer, startUploadAnswer } from '@airlock/contract';
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
  operations,
  type Input,
  type Operation,
} from './api.ts';
import { climbingPaths } from './climbing-paths.ts';
import { signedRequestsIn, type SignedRequest } from './signed-request.ts';
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
  versionOfOwner = await deleteOwnFile();
  uploadOfOwner = await startUpload();
  ofOwner = await notOfStranger();
}, 120_000);

/**
 * Whatever a test has tried, the owner still has the same files in the same versions, and nothing is stored elsewhere.
 */
afterEach(async () => {
  expect(await notOfStranger()).toEqual(ofOwner);
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
const operationNamed = (wanted: string): Operation => operations.find(({ name }) => name === wanted)!;
const pathField = (operation: Operation): string | undefined =>
  fieldsOf(operation).find(({ name }) => name === 'path' || name === 'folder' || listFields.has(name))?.name;

async function notOfStranger(): Promise<readonly string[]> {
  const [, strangerId = ''] = world.stranger.keyPrefix.split('/');
  const everything = [...(await storage.everythingUnder('')), ...(await storage.records())];
  return everything.filter((it) => !it.includes(`/${strangerId}/`) && !it.startsWith(world.stranger.keyPrefix));
}

/** Deletes a file of the owner, and resolves with the id of its version, which is in the trash then. */
async function deleteOwnFile(): Promise<string> {
  const items = [{ path: deletedPath, etag: `"${etagOfSecret}"` }];
  expect((await callOperation(as('owner'), operationNamed('delete-files'), { items })).status).toBe(200);
  const { text } = await callOperation(as('owner'), operationNamed('list-trash'), {});
  return v.parse(listTrashAnswer, JSON.parse(text)).files[0]!.versionId;
}

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

/** Starts an upload of the owner, sends one part of it, and resolves with its id. */
async function startUpload(): Promise<string> {
  const operation = operationNamed;
  const path = unfinishedPath;
  const started = await callOperation(as('owner'), operation('start-upload'), {
    ...goodInput(operation('start-upload')),
    path,
  });
  const { uploadId } = v.parse(startUploadAnswer, JSON.parse(started.text));
  const input = { ...goodInput(operation('presign-parts')), path, uploadId };
  const [part] = signedRequestsIn((await callOperation(as('owner'), operation('presign-parts'), input)).text);
  expect(await send(part!)).toBe(200);
  return uploadId;
}

/**
 * Returns an answer without the values that differ from request to request. Two answers of the same shape tell an
 * attacker the same.
 */
function shape(text: string): unknown {
  const blurred = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(blurred);
    if (typeof value !== 'object' || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, plain.has(name) ? it : blurred(it)]));
  };
  const plain = new Set(['code', 'message', 'field', 'fileCount']);
  return text === '' ? '' : blurred(JSON.parse(text));
}

/** Sends the request with `fetch`, which normalizes the URL. Resolves with the status. */
async function send({ method, url, headers }: SignedRequest): Promise<number> {
  const response = await fetch(url, { method, headers, ...(method === 'PUT' && { body: goodBody }) });
  await response.text();
  return response.status;
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
        expect([200, 404, 412]).toContain(await send(signed));
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
    for (const signed of signedRequestsIn(others.text)) expect(await send(signed)).toBe(404);
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
  const list = async (user: 'owner' | 'stranger', input: Input) => {
    const { status, text } = await callOperation(as(user), listFiles, { ...kind, ...input });
    return { status, text };
  };
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
