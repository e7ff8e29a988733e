/** The whole stack with FilesKmsKeyArn: every function's role may use the key as far as S3 asks for it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';

import { root, startStack, type RunningStack } from './start-stack.ts';
import { call, codeOf, presignGet, presignPut, put, type Api } from './testing/api-calls.ts';
import { change } from './testing/change-calls.ts';
import { signedInUser } from './testing/stack-user.ts';
import { complete, completed, listParts, sendParts, startUpload } from './testing/upload-calls.ts';

jest.setTimeout(120_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-kms-'));
const FilesKmsKeyArn = 'arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const bytes = Buffer.from('kept under a key');
let running: RunningStack | undefined;

async function start(name: string, parameters: object, template?: string): Promise<Api> {
  running = await startStack({
    directory: join(directory, name),
    ports: { web: 0, s3: 0, cognito: 0 },
    app: 'as-it-is',
    parameters: { FilesKmsKeyArn, ...parameters },
    ...(template !== undefined && { template }),
  });
  return { url: running.stack.apiUrl, accessToken: (await signedInUser(running.stack, 'owner')).accessToken };
}

afterEach(() => running?.close());
afterAll(() => rmSync(directory, { recursive: true }));

const keyOf = ({ headers }: Response): unknown => [
  headers.get('x-amz-server-side-encryption'),
  headers.get('x-amz-server-side-encryption-aws-kms-key-id'),
  headers.get('x-amz-server-side-encryption-bucket-key-enabled'),
];
const underTheKey = ['aws:kms', FilesKmsKeyArn, 'true'];

describe.each(['off', 'on'])('with a key for the files, ScopedCredentials %s', (ScopedCredentials) => {
  it('files are stored, replaced, sent in parts, read and deleted', async () => {
    const api = await start(`scoped-${ScopedCredentials}`, { ScopedCredentials });
    const stored = await put(await presignPut(api, { path: 'a.txt', bytes }), bytes);
    expect([stored.status, keyOf(stored)]).toEqual([200, underTheKey]);
    const { etag } = await presignGet(api, 'a.txt');
    expect(etag).not.toContain(createHash('md5').update(bytes).digest('hex'));
    const newer = Buffer.from('newer');
    const replaced = await put(await presignPut(api, { path: 'a.txt', bytes: newer, replaces: etag }), newer);
    expect([replaced.status, keyOf(replaced)]).toEqual([200, underTheKey]);

    const upload = await startUpload(api, { path: 'b.bin', bytes });
    expect(await sendParts(api, upload, [1])).toEqual([200]);
    expect(await listParts(api, upload)).toHaveLength(1);
    expect((await completed(await complete(api, upload))).sizeBytes).toBe(bytes.length);

    const got = await fetch((await presignGet(api, 'b.bin')).url);
    expect([keyOf(got), await got.text()]).toEqual([underTheKey, bytes.toString()]);
    const { etag: newest } = await presignGet(api, 'a.txt');
    expect(await change(api, 'delete', { items: [{ path: 'a.txt', etag: newest }] })).toMatchObject({ doneCount: 1 });
    expect(await (await call(api, 'GET', '/files')).json()).toMatchObject({ files: [{ path: 'b.bin' }] });
  });
});

describe('without the right to the key', () => {
  it('a signed upload is refused by S3', async () => {
    const template = join(directory, 'template.yaml');
    const text = readFileSync(join(root, 'template.yaml'), 'utf8');
    // The first one belongs to PresignPut.
    writeFileSync(template, text.replace('Action: [kms:GenerateDataKey, kms:Decrypt]', 'Action: kms:Decrypt'));
    const api = await start('without', {}, template);
    const answer = await put(await presignPut(api, { path: 'a.txt', bytes }), bytes);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });
});
