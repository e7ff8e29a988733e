import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startStack, type RunningStack } from './start-stack.ts';
import { call, codeOf, presignGet, presignPut, put, type Api } from './testing/api-calls.ts';
import { change, listFolder } from './testing/change-calls.ts';
import { signedInUser, type StackUser } from './testing/stack-user.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-stack-'));
const ports = { web: 0, s3: 0, cognito: 0 };
const bytes = Buffer.from('what is in the file');
let running: RunningStack;
let owner: StackUser;
let api: Api;
let stranger: Api;

beforeAll(async () => {
  running = await startStack({ directory, ports, app: 'as-it-is' });
  owner = await signedInUser(running.stack, 'owner');
  const other = await signedInUser(running.stack, 'other');
  api = { url: running.stack.apiUrl, accessToken: owner.accessToken };
  stranger = { url: running.stack.apiUrl, accessToken: other.accessToken };
}, 60_000);

afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

async function stored(path: string): Promise<void> {
  const response = await put(await presignPut(api, { path, bytes }), bytes);
  expect(response.status).toBe(200);
}

describe('a file', () => {
  it('can be stored, listed, downloaded and deleted', async () => {
    await stored('way/日本語 "1" 😀*?.txt');
    const [listed] = (await listFolder(api, 'way')).files;
    expect(listed).toMatchObject({ path: 'way/日本語 "1" 😀*?.txt', sizeBytes: bytes.length });
    const link = await presignGet(api, 'way/日本語 "1" 😀*?.txt');
    const download = await fetch(link.url);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
    expect(download.headers.get('content-disposition')).toContain('attachment');
    const deleted = await change(api, 'delete', { items: [{ path: 'way/日本語 "1" 😀*?.txt', etag: link.etag }] });
    expect(deleted).toMatchObject({ doneCount: 1, failedCount: 0 });
    expect((await listFolder(api, 'way')).files).toEqual([]);
  });

  it('is hidden from a stranger, with the same 404 as for a missing file', async () => {
    await stored('private.txt');
    expect((await listFolder(stranger)).files).toEqual([]);
    const foreign = await call(stranger, 'POST', '/files/presign-get', { path: 'private.txt' });
    const missing = await call(stranger, 'POST', '/files/presign-get', { path: 'missing.txt' });
    expect([foreign.status, missing.status]).toEqual([404, 404]);
  });

  it('is replaced when its present version is named, and only then', async () => {
    await stored('replaced.txt');
    const { etag } = await presignGet(api, 'replaced.txt');
    const next = Buffer.from('the next version');
    const replacement = await presignPut(api, { path: 'replaced.txt', bytes: next, replaces: etag });
    expect((await put(replacement, next)).status).toBe(200);
    expect((await put(replacement, next)).status).toBe(412);
  });
});

describe('a signed upload', () => {
  it.each([
    ['content-type', 'text/html'],
    ['x-amz-checksum-crc64nvme', 'AAAAAAAAAAA='],
    ['if-none-match', '"another"'],
  ])('is refused with another %s', async (name, value) => {
    const signed = await presignPut(api, { path: `changed-${name}.txt`, bytes });
    const response = await put(signed, bytes, { [name]: value });
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('SignatureDoesNotMatch');
  });

  it('is refused without its condition', async () => {
    const signed = await presignPut(api, { path: 'unconditional.txt', bytes });
    const headers = Object.entries(signed.headers).filter(([name]) => name !== 'if-none-match');
    const response = await put({ ...signed, headers: Object.fromEntries(headers) }, bytes);
    expect(response.status).toBe(403);
  });

  it('is refused with another length', async () => {
    const signed = await presignPut(api, { path: 'longer.txt', bytes });
    const response = await put(signed, Buffer.concat([bytes, bytes]));
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('SignatureDoesNotMatch');
  });

  it('is refused with other content of the same length', async () => {
    const signed = await presignPut(api, { path: 'other.txt', bytes });
    const response = await put(signed, Buffer.alloc(bytes.length, 'x'));
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('BadDigest');
  });

  it('is refused the second time', async () => {
    const signed = await presignPut(api, { path: 'twice.txt', bytes });
    expect((await put(signed, bytes)).status).toBe(200);
    const response = await put(signed, bytes);
    expect(response.status).toBe(412);
    expect(await codeOf(response)).toBe('PreconditionFailed');
  });

  it('is refused with an additional Authorization header', async () => {
    const signed = await presignPut(api, { path: 'two-auths.txt', bytes });
    const response = await put(signed, bytes, { authorization: `Bearer ${api.accessToken}` });
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('InvalidArgument');
  });

  it('is refused for another key', async () => {
    const signed = await presignPut(api, { path: 'here.txt', bytes });
    const response = await put({ ...signed, url: signed.url.replace('here.txt', 'there.txt') }, bytes);
    expect(response.status).toBe(403);
  });

  it('stores nothing when it was refused', async () => {
    const names = (await listFolder(api)).files.map(({ path }) => path);
    expect(names.filter((name) => /changed|unconditional|longer|other|two-auths|here/.test(name))).toEqual([]);
  });
});

describe('the API', () => {
  it.each([
    ['no token', undefined],
    ['a forged token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
  ])('answers 401 to %s', async (_, token) => {
    const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    const response = await fetch(`${api.url}/files`, { ...(headers && { headers }) });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: 'Unauthorized' });
  });

  it('answers 401 to an ID token', async () => {
    const response = await call({ ...api, accessToken: owner.idToken }, 'GET', '/files');
    expect(response.status).toBe(401);
  });
});

describe('a running stack', () => {
  it('describes itself in stack.json, which only its owner can read', () => {
    const file = join(directory, 'stack.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(running.stack);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('serves the configuration that the app reads', async () => {
    const response = await fetch(`${running.stack.webUrl}/config.json`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      userPoolId: running.stack.userPoolId,
      apiUrl: '/api',
      filesUrl: `${running.stack.s3Url}/${running.stack.filesBucket}`,
      passwordPolicy: { minimumLength: 14, requireNumbers: true },
      mfa: 'OPTIONAL',
    });
  });

  it('refuses a second stack on the same folder', async () => {
    await expect(startStack({ directory, ports, app: 'as-it-is' })).rejects.toThrow('already running');
  });

  it('keeps files and users after a restart', async () => {
    await stored('kept.txt');
    const before = running.stack;
    await running.close();
    running = await startStack({ directory, ports, app: 'as-it-is' });
    expect(running.stack.userPoolId).toBe(before.userPoolId);
    const again = { ...api, url: running.stack.apiUrl };
    expect((await listFolder(again)).files.map(({ path }) => path)).toContain('kept.txt');
    expect(running.signIn.kind).toBe('temporary');
  }, 60_000);
});
