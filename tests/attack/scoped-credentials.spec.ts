/**
 * Tests ScopedCredentials: what the session of one caller allows when the code, or an attacker, uses it to sign a key
 * of another caller.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { assumeRole, stsClient } from '../../backend/src/s3/assume-role.ts';
import { S3GetSigner } from '../../backend/src/s3/s3-get-signer.ts';
import { S3PutSigner } from '../../backend/src/s3/s3-put-signer.ts';
import { sessionPolicy, type FileAccess } from '../../backend/src/s3/session-policy.ts';
import { codeOf, crc64nvme, presignPut, put } from '../../local/testing/api-calls.ts';
import type { StackUser } from '../../local/testing/stack-user.ts';
import { stackKeys } from './gateway.ts';
import { Storage, store } from './storage.ts';
import { openWorld, type World } from './world.ts';

const bytes = Buffer.from('from another');
let world: World;
let storage: Storage;

beforeAll(async () => {
  world = await openWorld({ ScopedCredentials: 'on' });
  storage = new Storage(world);
}, 120_000);
afterAll(async () => {
  storage.close();
  await world.close();
});

/**
 * Resolves with the session that the function `functionId` gets from STS for this user, requested with its own key,
 * role and policy.
 */
async function sessionOf(functionId: string, access: FileAccess, { keyPrefix }: StackUser) {
  const { template } = world.running;
  const view = template.functions.find(({ logicalId }) => logicalId === functionId)!;
  const { accessKeyId, secretAccessKey, sessionToken } = stackKeys(world.running, world.directory).ofRole(
    template.id(view.roleId),
  );
  const callerId = keyPrefix.split('/')[1]!;
  const client = stsClient({
    endpoint: view.environment['AWS_ENDPOINT_URL_STS']!,
    region: template.stack.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken: sessionToken! },
  });
  return assumeRole(client, {
    roleArn: view.environment['CALLER_ROLE_ARN']!,
    sessionName: callerId,
    policy: sessionPolicy(access, {
      bucketArn: template.attribute('FilesBucket', 'Arn'),
      callerId,
      kmsKeyArn: undefined,
    }),
    durationSeconds: 3600,
  });
}

async function signerOptions(functionId: string, access: FileAccess) {
  const { stack } = world.running;
  return {
    filesUrl: `${stack.s3Url}/${stack.filesBucket}`,
    region: stack.region,
    credentials: await sessionOf(functionId, access, world.owner),
    now: () => new Date(),
  };
}

const refused = [403, 'AccessDenied'];
const outcome = async (answer: Response) => [answer.status, await codeOf(answer)];

describe('the session of one caller, in wrong hands', () => {
  it('writes the caller’s files and nobody else’s', async () => {
    const signer = new S3PutSigner(await signerOptions('PresignPut', 'put'));
    const send = async (key: string) => {
      const file = { key, sizeBytes: bytes.length, contentType: 'text/plain', crc64nvme: await crc64nvme(bytes) };
      const { url, headers } = await signer.signPut({ ...file, condition: { kind: 'create' } });
      return outcome(await put({ url, headers: { ...headers }, expiresAt: '' }, bytes));
    };
    expect(await send(`${world.owner.keyPrefix}own.txt`)).toEqual([200, undefined]);
    for (const key of [`${world.stranger.keyPrefix}own.txt`, 'users/own.txt', 'own.txt']) {
      expect([key, ...(await send(key))]).toEqual([key, ...refused]);
    }
    expect(await storage.everythingUnder(world.stranger.keyPrefix)).toEqual([]);
  });

  it('reads the caller’s files and nobody else’s', async () => {
    const signer = new S3GetSigner(await signerOptions('PresignGet', 'get'));
    const answer = {
      ...{ contentDisposition: 'attachment', contentType: 'text/plain', contentEncoding: 'identity' },
      ...{ contentLanguage: 'und', cacheControl: 'no-store', expires: '0' },
    };
    const get = async (key: string, versionId?: string) => {
      return outcome(await fetch((await signer.signGet({ key, versionId, answer })).url));
    };
    for (const user of [world.owner, world.stranger]) await store(world, user, 'secret.txt');
    expect(await get(`${world.owner.keyPrefix}secret.txt`)).toEqual([200, undefined]);
    expect(await get(`${world.stranger.keyPrefix}secret.txt`)).toEqual(refused);
    // A missing file is refused too, because another answer would tell which files exist.
    expect(await get(`${world.stranger.keyPrefix}missing.txt`)).toEqual(refused);
  });

  it('sends parts of the caller’s uploads and nobody else’s', async () => {
    const signer = new S3PutSigner(await signerOptions('PresignParts', 'put-part'));
    const send = async (key: string) => {
      const part = { key, uploadId: 'none', partNumber: 1, sizeBytes: bytes.length, crc64nvme: await crc64nvme(bytes) };
      const { url, headers } = await signer.signPart(part);
      return outcome(await put({ url, headers: { ...headers }, expiresAt: '' }, bytes));
    };
    expect(await send(`${world.owner.keyPrefix}a.bin`)).toEqual([404, 'NoSuchUpload']);
    expect(await send(`${world.stranger.keyPrefix}a.bin`)).toEqual(refused);
  });
});

describe('a function whose rule for keys is broken', () => {
  /** Changes the bundle of PresignPut so that the keys of all callers have the prefix of the stranger. */
  function breakKeyRule(): void {
    const file = join(world.directory, 'build', 'PresignPut', 'presign-put.mjs');
    const rule = /`users\/\$\{[\w$]+\.id\}\/`/g;
    const code = readFileSync(file, 'utf8');
    expect(code.match(rule)).toHaveLength(1);
    writeFileSync(file, code.replace(rule, `"${world.stranger.keyPrefix}"`));
  }

  it('signs a stranger’s key, and S3 refuses the URL all the same', async () => {
    breakKeyRule();
    const before = await storage.everythingUnder(world.stranger.keyPrefix);
    const signed = await presignPut(
      { url: world.apiUrl, accessToken: world.owner.accessToken },
      { path: 'planted.txt', bytes },
    );
    expect(new URL(signed.url).pathname).toContain(world.stranger.keyPrefix);
    expect(await outcome(await put(signed, bytes))).toEqual(refused);
    expect(await storage.everythingUnder(world.stranger.keyPrefix)).toEqual(before);
  });
});
