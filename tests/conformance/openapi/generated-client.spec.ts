/** A client whose types openapi-typescript makes of docs/openapi.yaml compiles, and moves a file. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { operations } from '@airlock/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import openapiTS, { astToString } from 'openapi-typescript';

import { startStack, type RunningStack } from '../../../local/start-stack.ts';
import { crc64nvme } from '../../../local/testing/api-calls.ts';
import { signedInUser } from '../../../local/testing/stack-user.ts';

const root = join(import.meta.dirname, '../../..');
const client = join(import.meta.dirname, 'client');
/** `client/tsconfig.json` finds the types here. */
const generated = join(root, 'node_modules/.cache/openapi-client/api.ts');
const directory = mkdtempSync(join(tmpdir(), 'airlock-client-'));
let running: RunningStack;

beforeAll(async () => {
  const types = astToString(await openapiTS(pathToFileURL(join(root, 'docs/openapi.yaml'))));
  mkdirSync(join(generated, '..'), { recursive: true });
  writeFileSync(generated, types);
  running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
}, 60_000);
afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

describe('a client that openapi-typescript makes of docs/openapi.yaml', () => {
  it('compiles, and refuses wrong requests', () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', client], { encoding: 'utf8' });
    expect([stdout, status]).toEqual(['', 0]);
  }, 60_000);

  it('has every operation', () => {
    const types = readFileSync(generated, 'utf8');
    expect(types.match(/^ {4}\w+: \{\n {8}parameters/gm)).toHaveLength(operations.length);
  });

  it('moves a file', async () => {
    const { accessToken } = await signedInUser(running.stack, 'owner');
    const bytes = Buffer.from('moved by a generated client');
    const path = 'generated/q3 Übersicht.txt';
    // The compiler of all tests has no generated types yet, so the path is not one that it resolves.
    const { moveFile } = (await import(pathToFileURL(join(client, 'move-file.ts')).href)) as {
      moveFile: (file: object) => Promise<{ listed: object[]; downloaded: Uint8Array; codeAfterwards: string }>;
    };
    const moved = await moveFile({
      ...{ apiUrl: running.stack.apiUrl, accessToken, path },
      ...{ bytes: new Uint8Array(bytes), crc64nvme: await crc64nvme(bytes) },
    });
    expect(moved.listed).toMatchObject([{ path, sizeBytes: bytes.length }]);
    expect(Buffer.from(moved.downloaded)).toEqual(bytes);
    expect(moved.codeAfterwards).toBe('not-found');
  });
});
