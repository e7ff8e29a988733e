import { randomBytes } from 'node:crypto';

import { listPartsAnswer, presignPartsAnswer, startUploadAnswer } from '@airlock/contract';
import * as v from 'valibot';

import { call, crc64nvme, presignGet, type Api } from '../../local/testing/api-calls.ts';
import type { Checks } from './checks.ts';
import { expectStatus } from './expect-status.ts';
import { sha256 } from './move-a-file.ts';

const path = 'in parts/two.bin';

/**
 * Moves one file in two parts through the operations of `/uploads`, check by check. An S3 that knows no checksum of a
 * whole object refuses to complete it.
 */
export async function moveInParts(checks: Checks, api: Api, knowsWholeChecksums = true): Promise<void> {
  const bytes = randomBytes(16 * 1024 * 1024 + 5);
  const file = { path, sizeBytes: bytes.length };
  const asked = await checks.run('start-upload begins an upload in parts', () => begin(api, path, bytes.length));
  if (asked === undefined) return;
  const upload = `/uploads/${encodeURIComponent(asked.uploadId)}`;
  const pieces = [bytes.subarray(0, asked.partSizeBytes), bytes.subarray(asked.partSizeBytes)];
  await checks.run('presign-parts signs, and the parts are stored', async () => {
    const parts = await Promise.all(
      pieces.map(async (it, index) => ({ partNumber: index + 1, crc64nvme: await crc64nvme(it) })),
    );
    const answer = await call(api, 'POST', `${upload}/presign-parts`, { ...file, parts });
    await expectStatus(answer, 200);
    for (const { partNumber, url, headers } of v.parse(presignPartsAnswer, await answer.json()).parts) {
      await expectStatus(await fetch(url, { method: 'PUT', headers, body: pieces[partNumber - 1] ?? '' }), 200);
    }
  });
  await checks.run('list-uploads and list-parts show them', async () => {
    if (!(await openUploads(api)).includes(path)) throw new Error('list-uploads does not show it.');
    const answer = await call(api, 'GET', `${upload}/parts?path=${encodeURIComponent(path)}`);
    const sizes = v.parse(listPartsAnswer, await answer.json()).parts.map(({ sizeBytes }) => sizeBytes);
    if (sizes.join() !== pieces.map((it) => it.length).join()) throw new Error(`list-parts shows ${sizes.join()}.`);
  });
  if (knowsWholeChecksums) await complete(checks, api, { upload, bytes });
  await checks.run('abort-upload ends an upload', async () => {
    const { uploadId } = await begin(api, 'given up', bytes.length);
    await expectStatus(await call(api, 'DELETE', `/uploads/${encodeURIComponent(uploadId)}?path=given%20up`), 204);
    if ((await openUploads(api)).includes('given up')) throw new Error('list-uploads still shows it.');
  });
}

interface Sent {
  readonly upload: string;
  readonly bytes: Buffer;
}

async function complete(checks: Checks, api: Api, { upload, bytes }: Sent): Promise<void> {
  await checks.run('complete-upload may be repeated, and the same bytes come back', async () => {
    const whole = { path, sizeBytes: bytes.length, crc64nvme: await crc64nvme(bytes) };
    for (let time = 0; time < 2; time += 1) {
      await expectStatus(await call(api, 'POST', `${upload}/complete`, whole), 200);
    }
    const download = await fetch((await presignGet(api, path)).url);
    const got = new Uint8Array(await download.arrayBuffer());
    if (sha256(got) !== sha256(bytes)) throw new Error(`${got.length} other bytes came back.`);
  });
}

async function begin(api: Api, name: string, sizeBytes: number) {
  const answer = await call(api, 'POST', '/uploads', {
    path: name,
    sizeBytes,
    contentType: 'application/octet-stream',
  });
  await expectStatus(answer, 201);
  return v.parse(startUploadAnswer, await answer.json());
}

const openUploads = async (api: Api): Promise<string> => (await call(api, 'GET', '/uploads')).text();
