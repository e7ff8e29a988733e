/**
 * The whole stack with ScopedCredentials on: it works as without, and each URL is signed with its caller's own session.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { startStack, type RunningStack } from './start-stack.ts';
import { call, presignGet, presignPut, put, type Api } from './testing/api-calls.ts';
import { change } from './testing/change-calls.ts';
import { signedInUser } from './testing/stack-user.ts';
import { complete, completed, presignParts, putPart, startUpload } from './testing/upload-calls.ts';

jest.setTimeout(60_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-scoped-'));
const bytes = Buffer.from('kept apart');
let running: RunningStack;
let owner: Api;
let stranger: Api;

beforeAll(async () => {
  running = await startStack({
    directory,
    ports: { web: 0, s3: 0, cognito: 0 },
    app: 'as-it-is',
    parameters: { ScopedCredentials: 'on' },
  });
  const signIn = async (name: string): Promise<Api> => ({
    url: running.stack.apiUrl,
    accessToken: (await signedInUser(running.stack, name)).accessToken,
  });
  owner = await signIn('owner');
  stranger = await signIn('stranger');
}, 120_000);

afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

/** Returns the key of the session that signed a URL: `ASIA…`. */
const keyOf = ({ url }: { readonly url: string }): string | undefined =>
  new URL(url).searchParams.get('X-Amz-Credential')?.split('/')[0];

describe('with scoped credentials', () => {
  it('a file is stored, replaced, listed, downloaded and deleted', async () => {
    expect((await put(await presignPut(owner, { path: 'a.txt', bytes }), bytes)).status).toBe(200);
    const { etag, url } = await presignGet(owner, 'a.txt');
    expect(await (await fetch(url)).text()).toBe('kept apart');
    const newer = Buffer.from('newer');
    expect((await put(await presignPut(owner, { path: 'a.txt', bytes: newer, replaces: etag }), newer)).status).toBe(
      200,
    );
    expect(await (await fetch((await presignGet(owner, 'a.txt')).url)).text()).toBe('newer');
    expect(await (await call(owner, 'GET', '/files')).json()).toMatchObject({ files: [{ path: 'a.txt' }] });
    const deleted = await change(owner, 'delete', { items: [{ folder: '' }] });
    expect(deleted).toMatchObject({ doneCount: 1, failedCount: 0 });
    expect((await call(owner, 'POST', '/files/presign-get', { path: 'a.txt' })).status).toBe(404);
  });

  it('a file in parts is stored', async () => {
    const upload = await startUpload(owner, { path: 'b.bin', bytes });
    const [signed] = await presignParts(owner, upload, [1]);
    expect((await putPart(signed!, bytes)).status).toBe(200);
    expect((await completed(await complete(owner, upload))).sizeBytes).toBe(bytes.length);
  });

  it('a stranger’s file gets the answer of a missing file', async () => {
    const mine = await put(await presignPut(owner, { path: 'mine.txt', bytes }), bytes);
    expect(mine.status).toBe(200);
    expect((await call(stranger, 'POST', '/files/presign-get', { path: 'mine.txt' })).status).toBe(404);
  });

  it('the code that calls STS is a separate file, which is loaded only with scoped credentials', () => {
    const built = (file: string) => readFileSync(join(directory, 'build/PresignPut', file), 'utf8');
    expect(built('scoped-sessions.mjs')).toContain('AssumeRole');
    expect(built('presign-put.mjs')).not.toMatch(/AssumeRole|SessionToken/);
    expect(built('presign-put.mjs')).toContain('import("./scoped-sessions.mjs")');
  });

  it('one caller’s URLs of a kind are signed with one session, another caller’s with another', async () => {
    const first = await presignPut(owner, { path: 'c.txt', bytes });
    const second = await presignPut(owner, { path: 'd.txt', bytes });
    const other = await presignPut(stranger, { path: 'c.txt', bytes });
    expect(keyOf(first)).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(keyOf(second)).toBe(keyOf(first));
    expect(keyOf(other)).not.toBe(keyOf(first));
  });
});
