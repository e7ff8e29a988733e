import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@airlock/stand-ins/s3/testing/client.ts';
import { startStandIn } from '@airlock/stand-ins/s3/testing/stand-in.ts';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { seedRecords } from './seed-records.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-seed-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const start = () => startStandIn({ directory: join(directory, 's3') });
const versioned = true;

it('stores files that the local S3 lists, reads, and deletes like its own', async () => {
  await (await start()).stop();
  seedRecords(directory, { bucket: 'versioned', prefix: 'users/u/folder/', count: 1200, contents: 7 });

  const standIn = await start();
  const client = new Client(standIn.target);
  const query = { 'list-type': '2', 'max-keys': '1000' };
  const first = await client.send({ method: 'GET', key: '', query, versioned });
  expect(first.text.match(/<Key>users\/u\/folder\/\d{5}\.txt<\/Key>/g)).toHaveLength(1000);

  const key = 'users/u/folder/01199.txt';
  const { text, headers } = await client.send({
    method: 'GET',
    key,
    headers: { 'x-amz-checksum-mode': 'ENABLED' },
    versioned,
  });
  // The blob survived the start of the server, which removes what nothing refers to.
  expect(text).toBe('content 2 of users/u/folder/');
  expect(headers['x-amz-version-id']).toMatch(/^[\w.]{32}$/);

  // The server computes both of the same bytes itself.
  const own = await client.send({ method: 'PUT', key: 'own', body: text, versioned });
  expect([headers.etag, headers['x-amz-checksum-crc64nvme']]).toEqual([
    own.headers.etag,
    own.headers['x-amz-checksum-crc64nvme'],
  ]);

  expect((await client.send({ method: 'DELETE', key, versioned })).headers['x-amz-delete-marker']).toBe('true');
  await standIn.close();
});
