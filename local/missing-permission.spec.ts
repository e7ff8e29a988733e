/** A role that lacks one action fails on this machine as it would on AWS. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { root, startStack, type RunningStack } from './start-stack.ts';
import { call, codeOf, presignPut, put, type Api } from './testing/api-calls.ts';
import { signedInUser } from './testing/stack-user.ts';
import { complete, sendParts, startUpload } from './testing/upload-calls.ts';

jest.setTimeout(60_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-permission-'));
const bytes = Buffer.from('not to be stored');
let running: RunningStack;
let api: Api;

/** Takes one action each from the roles of PresignPut and CompleteUpload. */
const withoutOne: readonly (readonly [from: string, to: string])[] = [
  ['[s3:PutObject, s3:GetObject]', 's3:GetObject'],
  ['[s3:PutObject, s3:GetObject, s3:ListMultipartUploadParts]', '[s3:PutObject, s3:GetObject]'],
];

beforeAll(async () => {
  const template = join(directory, 'template.yaml');
  const text = readFileSync(join(root, 'template.yaml'), 'utf8');
  for (const [from] of withoutOne) expect(text.split(`Action: ${from}\n`)).toHaveLength(2);
  writeFileSync(
    template,
    withoutOne.reduce((changed, [from, to]) => changed.replace(`Action: ${from}\n`, `Action: ${to}\n`), text),
  );
  const ports = { web: 0, s3: 0, cognito: 0 };
  running = await startStack({ directory: join(directory, 'stack'), ports, app: 'as-it-is', template });
  api = { url: running.stack.apiUrl, accessToken: (await signedInUser(running.stack, 'owner')).accessToken };
}, 120_000);

afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

describe('an operation without its permission', () => {
  it('signs an upload that S3 refuses', async () => {
    const answer = await put(await presignPut(api, { path: 'a.txt', bytes }), bytes);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it('fails to complete an upload, does not say why, and logs the reason', async () => {
    const upload = await startUpload(api, { path: 'b.txt', bytes });
    expect(await sendParts(api, upload, [1])).toEqual([200]);
    const answer = await complete(api, upload);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/AccessDenied|s3:|arn:/);
    expect(readFileSync(join(directory, 'stack/logs/CompleteUpload.log'), 'utf8')).toContain('AccessDenied');
  });

  it('stores nothing', async () => {
    const answer = await call(api, 'GET', '/files');
    expect(await answer.json()).toEqual({ folders: [], files: [] });
  });
});
