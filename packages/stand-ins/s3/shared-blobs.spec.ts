/** A copy shares the blobs of its source: it takes no disk, and goes on to be whole when the source is removed for good. */
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { absent, holds, stored, succeeded } from './testing/case.ts';
import { Client } from './testing/client.ts';
import { complete, minPartBytes, part, start, type PartLine } from './testing/multipart-steps.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';

let standIn: StandIn;
let client: Client;

beforeEach(async () => {
  standIn = await startStandIn();
  client = new Client(standIn.target);
});
afterEach(() => standIn.close());

const blobs = (): readonly string[] => readdirSync(join(standIn.directory, 'blobs'));
const bytesOnDisk = (): number =>
  blobs().reduce((sum, name) => sum + statSync(join(standIn.directory, 'blobs', name)).size, 0);

async function copy(from: string, to: string, headers: Record<string, string> = {}) {
  const response = await client.send({
    method: 'PUT',
    key: to,
    headers: { 'x-amz-copy-source': `/plain/${from}`, ...headers },
    auth: 'header',
  });
  succeeded(response);
}

async function copyPart(from: string, to: string, { uploadId, number }: { uploadId: string; number: number }) {
  const headers = { 'x-amz-copy-source': `/plain/${from}` };
  const query = { uploadId, partNumber: String(number) };
  const response = await client.send({ method: 'PUT', key: to, query, headers, auth: 'header' });
  succeeded(response);
  return { number, etag: response.element('ETag').replaceAll(/&quot;|&#34;/g, '"') };
}

const remove = async (key: string) => succeeded(await client.send({ method: 'DELETE', key }), 204);

describe('a copy', () => {
  it('takes no disk, and is whole after its source was removed for good', async () => {
    await stored(client, 'a', 'hello');
    await copy('a', 'b');
    expect(blobs()).toHaveLength(1);
    await remove('a');
    await absent(client, 'a');
    await holds(client, 'b', 'hello');
    await remove('b');
    expect(blobs()).toEqual([]);
  });

  it('onto itself keeps the bytes of the object that it replaces', async () => {
    await stored(client, 'a', 'hello');
    await copy('a', 'a', { 'x-amz-metadata-directive': 'REPLACE' });
    await holds(client, 'a', 'hello');
  });

  it('has the checksum that it asks for, whatever the source has', async () => {
    await stored(client, 'a', 'hello', { 'x-amz-checksum-sha256': 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=' });
    await copy('a', 'b', { 'x-amz-checksum-algorithm': 'CRC64NVME' });
    const head = await client.send({ method: 'HEAD', key: 'b', headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    // CRC-64/NVME of "hello".
    expect(head.headers['x-amz-checksum-crc64nvme']).toBe('M3eFcAZSQlc=');
  });
});

describe('a copied part', () => {
  it('makes a large object of a small one, which takes the disk of the small one', async () => {
    const piece = 'L'.repeat(minPartBytes);
    await stored(client, 'piece', piece);
    const uploadId = await start(client, 'large');
    const lines: PartLine[] = [];
    for (const number of [1, 2, 3]) lines.push(await copyPart('piece', 'large', { uploadId, number }));
    succeeded(await complete(client, 'large', uploadId, lines));
    expect(bytesOnDisk()).toBe(minPartBytes);
    await remove('piece');
    await holds(client, 'large', piece.repeat(3));
    await remove('large');
    expect(blobs()).toEqual([]);
  });

  it('of an upload that is given up leaves its source whole', async () => {
    await stored(client, 'a', 'hello');
    const uploadId = await start(client, 'b');
    await copyPart('a', 'b', { uploadId, number: 1 });
    succeeded(await client.send({ method: 'DELETE', key: 'b', query: { uploadId } }), 204);
    await holds(client, 'a', 'hello');
  });

  it('that a sent part replaces leaves its source whole', async () => {
    await stored(client, 'a', 'hello');
    const uploadId = await start(client, 'b');
    await copyPart('a', 'b', { uploadId, number: 1 });
    const line = await part(client, 'b', { uploadId, number: 1, body: 'world' });
    succeeded(await complete(client, 'b', uploadId, [line]));
    await holds(client, 'a', 'hello');
    await holds(client, 'b', 'world');
  });
});

describe('many copies of one file, and deletes of their source', () => {
  it('never leave a copy without its bytes', async () => {
    for (let round = 0; round < 20; round += 1) {
      await stored(client, 'a', `round ${round}`);
      const copies = Array.from({ length: 8 }, (_, index) =>
        client.send({
          method: 'PUT',
          key: `copy-${index}`,
          headers: { 'x-amz-copy-source': '/plain/a', 'x-amz-checksum-algorithm': 'SHA256' },
          auth: 'header',
        }),
      );
      const [removed, ...answers] = await Promise.all([client.send({ method: 'DELETE', key: 'a' }), ...copies]);
      assert.equal(removed.status, 204);
      for (const [index, { status }] of answers.entries()) {
        const { text } = await client.send({ method: 'GET', key: `copy-${index}` });
        expect([`200 round ${round}`, '404']).toContain(status === 200 ? `200 ${text}` : String(status));
      }
    }
  });
});
