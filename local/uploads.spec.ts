/** An upload in parts through the whole local stack: gateway, bundles, roles, S3. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorBody } from '@airlock/contract';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';

import { startStack, type RunningStack } from './start-stack.ts';
import { call, codeOf, presignGet, presignPut, put, type Api } from './testing/api-calls.ts';
import { change } from './testing/change-calls.ts';
import { signedInUser } from './testing/stack-user.ts';
import {
  abort,
  complete,
  completed,
  listParts,
  listUploads,
  partOf,
  presignParts,
  putPart,
  sendParts,
  startUpload,
} from './testing/upload-calls.ts';

// The functions start at their first call, on a machine that is busy with other work too.
jest.setTimeout(60_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-uploads-'));
const bytes = Buffer.alloc(16 * 1024 ** 2 + 5, 'not all of it is the same');
const small = Buffer.from('one part that is not full');
let running: RunningStack;
let api: Api;
let stranger: Api;

beforeAll(async () => {
  running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
  const { apiUrl: url } = running.stack;
  api = { url, accessToken: (await signedInUser(running.stack, 'owner')).accessToken };
  stranger = { url, accessToken: (await signedInUser(running.stack, 'other')).accessToken };
}, 120_000);

afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

async function refusal(answer: Response) {
  const { code, message, field } = v.parse(errorBody, await answer.json());
  return { status: answer.status, code, message, field };
}

describe('a file in parts', () => {
  it('is stored byte for byte, and a repeated completion gets the same answer', async () => {
    const upload = await startUpload(api, { path: 'parts/日本語 "1" 😀*?.bin', bytes });
    expect(upload).toMatchObject({ partSizeBytes: 16 * 1024 ** 2, partCount: 2 });
    expect(await sendParts(api, upload, [2, 1])).toEqual([200, 200]);
    const parts = await listParts(api, upload);
    expect(parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes])).toEqual([
      [1, 16 * 1024 ** 2],
      [2, 5],
    ]);
    const file = await completed(await complete(api, upload));
    const { url, etag, crc64nvme } = await presignGet(api, upload.path);
    expect([etag, crc64nvme]).toEqual([file.etag, file.crc64nvme]);
    const download = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(download.equals(bytes)).toBe(true);
    expect(await completed(await complete(api, upload))).toEqual(file);
    expect(await listUploads(api)).toEqual([]);
  });

  it('can be completed after an interruption: missing parts are named and then sent', async () => {
    const upload = await startUpload(api, { path: 'resumed.bin', bytes });
    await sendParts(api, upload, [1]);
    const [open] = await listUploads(api);
    expect(open).toMatchObject({ uploadId: upload.uploadId, path: 'resumed.bin' });
    expect(await refusal(await complete(api, upload))).toMatchObject({
      status: 409,
      code: 'upload-incomplete',
      message: 'Part 2 of 2 is missing.',
    });
    await sendParts(api, upload, [2]);
    expect((await complete(api, upload)).status).toBe(200);
  });

  it('takes no bytes other than those of the checksum', async () => {
    const upload = await startUpload(api, { path: 'other.bin', bytes: small });
    await sendParts(api, upload, [1]);
    const wrong = await complete(api, upload, { crc64nvme: 'AAAAAAAAAAA=' });
    expect(await refusal(wrong)).toMatchObject({ status: 409, code: 'upload-incomplete' });
    expect((await listParts(api, upload)).length).toBe(1);
    await abort(api, upload);
  });

  it('can be aborted repeatedly, which frees its parts', async () => {
    const upload = await startUpload(api, { path: 'given-up.bin', bytes: small });
    await sendParts(api, upload, [1]);
    expect((await abort(api, upload)).status).toBe(204);
    expect((await abort(api, upload)).status).toBe(204);
    expect(await refusal(await complete(api, upload))).toMatchObject({ status: 404, code: 'not-found' });
    expect(await listUploads(api)).toEqual([]);
  });
});

describe('an existing file', () => {
  const stored = async (path: string) => {
    await put(await presignPut(api, { path, bytes: small }), small);
    return (await presignGet(api, path)).etag;
  };

  it('is not overwritten when it exists before the first byte', async () => {
    await stored('taken.bin');
    const answer = await call(api, 'POST', '/uploads', { path: 'taken.bin', sizeBytes: 5, contentType: 'text/plain' });
    expect(await refusal(answer)).toMatchObject({ status: 409, code: 'already-exists', field: 'path' });
  });

  it('is not overwritten when it appeared while the parts were sent', async () => {
    const upload = await startUpload(api, { path: 'appeared.bin', bytes: small });
    await sendParts(api, upload, [1]);
    const etag = await stored('appeared.bin');
    expect(await refusal(await complete(api, upload))).toMatchObject({ status: 409, code: 'already-exists' });
    expect((await presignGet(api, 'appeared.bin')).etag).toBe(etag);
    await abort(api, upload);
  });

  it('is replaced when its present version is named, and only then', async () => {
    const replaces = await stored('replaced.bin');
    const upload = await startUpload(api, { path: 'replaced.bin', bytes: small, replaces });
    await sendParts(api, upload, [1]);
    const other = '"00000000000000000000000000000000"';
    expect(await refusal(await complete(api, upload, { replaces: other }))).toMatchObject({
      status: 409,
      code: 'changed-meanwhile',
    });
    expect((await complete(api, upload, { replaces })).status).toBe(200);
  });

  it('is not replaced after it was deleted', async () => {
    const replaces = await stored('gone.bin');
    const upload = await startUpload(api, { path: 'gone.bin', bytes: small, replaces });
    await sendParts(api, upload, [1]);
    await change(api, 'delete', { items: [{ path: 'gone.bin', etag: replaces }] });
    expect(await refusal(await complete(api, upload, { replaces }))).toMatchObject({ code: 'changed-meanwhile' });
    await abort(api, upload);
  });
});

describe('concurrent requests', () => {
  it('make exactly one of 8 uploads to one name the file', async () => {
    const uploads = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        startUpload(api, { path: 'race.bin', bytes: Buffer.from(`of ${index}`) }),
      ),
    );
    await Promise.all(uploads.map((upload) => sendParts(api, upload, [1])));
    const answers = await Promise.all(uploads.map((upload) => complete(api, upload)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
    await Promise.all(uploads.map((upload) => abort(api, upload)));
  });

  it('that complete the same upload get the same answer', async () => {
    const upload = await startUpload(api, { path: 'twice.bin', bytes: small });
    await sendParts(api, upload, [1]);
    const answers = await Promise.all([complete(api, upload), complete(api, upload), complete(api, upload)]);
    const files = await Promise.all(answers.map(completed));
    expect(new Set(files.map(({ etag }) => etag)).size).toBe(1);
  });
});

describe('a signed part', () => {
  it.each([
    ['another checksum', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, small, 403, 'SignatureDoesNotMatch'],
    ['another length', {}, Buffer.concat([small, small]), 403, 'SignatureDoesNotMatch'],
    ['other bytes of the same length', {}, Buffer.alloc(small.length), 400, 'BadDigest'],
    ['the token beside it', { authorization: 'Bearer x' }, small, 400, 'InvalidArgument'],
  ])('is refused with %s', async (_, headers, sent, status, code) => {
    const upload = await startUpload(api, { path: 'signed.bin', bytes: small });
    const [signed] = await presignParts(api, upload, [1]);
    const answer = await putPart(signed!, sent, headers);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(await listParts(api, upload)).toEqual([]);
    await abort(api, upload);
  });

  it.each([
    ['another part number', 'partNumber=1', 'partNumber=2'],
    ['another upload', 'uploadId=', 'uploadId=x'],
    ['another key', 'edited.bin', 'edited2.bin'],
  ])('is refused as %s', async (_, from, to) => {
    const upload = await startUpload(api, { path: 'edited.bin', bytes: small });
    const [signed] = await presignParts(api, upload, [1]);
    const answer = await putPart({ ...signed!, url: signed!.url.replace(from, to) }, small);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'SignatureDoesNotMatch']);
    await abort(api, upload);
  });

  it('can be sent again', async () => {
    const upload = await startUpload(api, { path: 'again.bin', bytes: small });
    expect([...(await sendParts(api, upload, [1])), ...(await sendParts(api, upload, [1]))]).toEqual([200, 200]);
    expect((await complete(api, upload)).status).toBe(200);
  });
});

describe('a stranger', () => {
  it('gets nothing of an upload, with the same 404 as for a missing one', async () => {
    const upload = await startUpload(api, { path: 'private.bin', bytes: small });
    await sendParts(api, upload, [1]);
    const missing = { ...upload, uploadId: 'none' };
    const list = (it: typeof upload) => call(stranger, 'GET', `/uploads/${it.uploadId}/parts?path=private.bin`);
    expect(await refusal(await list(upload))).toEqual(await refusal(await list(missing)));
    expect(await refusal(await complete(stranger, upload))).toEqual(await refusal(await complete(stranger, missing)));
    expect((await complete(stranger, upload)).status).toBe(404);
    expect((await abort(stranger, upload)).status).toBe(204);
    const [signed] = await presignParts(stranger, upload, [1]);
    expect(await codeOf(await putPart(signed!, partOf(upload, 1)))).toBe('NoSuchUpload');
    expect(await listUploads(stranger)).toEqual([]);
    expect((await complete(api, upload)).status).toBe(200);
  });
});

describe('a request', () => {
  it.each([
    ['names the upload twice', 'POST', '/uploads/u/complete', { uploadId: 'u' }, 'uploadId'],
    ['asks for a part that the file does not have', 'POST', '/uploads/u/presign-parts', {}, 'parts.0.partNumber'],
    ['is about an empty file', 'POST', '/uploads', { sizeBytes: 0, contentType: 'a/b' }, 'sizeBytes'],
  ])('is refused when it %s', async (_, method, path, changes, field) => {
    const parts = { parts: [{ partNumber: 2, crc64nvme: 'AAAAAAAAAAA=' }] };
    const body = { path: 'a', sizeBytes: 5, ...(path.endsWith('parts') && parts), ...changes };
    expect(await refusal(await call(api, method, path, body))).toMatchObject({
      status: 400,
      code: 'invalid-request',
      field,
    });
  });
});
