import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { createHashSet } from '../body/hash-set.ts';
import { checksumElement, checksumHeader, type ChecksumAlgorithm, type ChecksumType } from '../checksum-algorithms.ts';
import { absent, freshKey, refused, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { complete, listParts, minPartBytes, part, sendPart, start, type PartLine } from '../testing/multipart-steps.ts';

const bodies = ['L'.repeat(minPartBytes), 'tail'] as const;

async function digest(algorithm: ChecksumAlgorithm, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const hashes = await createHashSet([algorithm]);
  for (const piece of pieces) hashes.update(Buffer.from(piece));
  return hashes.digest()[algorithm] ?? '';
}

/**
 * Returns the checksum that S3 documents for the whole: of all bytes, or of the checksums of the parts with their
 * number.
 */
async function expected(algorithm: ChecksumAlgorithm, type: ChecksumType): Promise<string> {
  if (type === 'FULL_OBJECT') return digest(algorithm, ...bodies);
  const parts = await Promise.all(bodies.map(async (body) => Buffer.from(await digest(algorithm, body), 'base64')));
  return `${await digest(algorithm, ...parts)}-2`;
}

const kinds: readonly (readonly [ChecksumAlgorithm, ChecksumType])[] = [
  ['crc64nvme', 'FULL_OBJECT'],
  ['crc32', 'FULL_OBJECT'],
  ['crc32c', 'FULL_OBJECT'],
  ['crc32', 'COMPOSITE'],
  ['crc32c', 'COMPOSITE'],
  ['sha1', 'COMPOSITE'],
  ['sha256', 'COMPOSITE'],
];

async function uploaded(client: Client, key: string, algorithm: ChecksumAlgorithm, type: ChecksumType) {
  const headers = { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': type };
  const uploadId = await start(client, key, headers);
  const lines: PartLine[] = [];
  for (const [index, body] of bodies.entries()) {
    const value = await digest(algorithm, body);
    const request = { uploadId, number: index + 1, body, headers: { [checksumHeader(algorithm)]: value } };
    const element = checksumElement(algorithm);
    lines.push({ ...(await part(client, key, request)), checksum: `<${element}>${value}</${element}>` });
  }
  return { uploadId, lines };
}

const kindCases = kinds.map(([algorithm, type]): Case => ({
  name: `multipart checksum: ${algorithm} ${type}`,
  run: async (client) => {
    const key = freshKey();
    const { uploadId, lines } = await uploaded(client, key, algorithm, type);
    const listed = await listParts(client, key, uploadId);
    assert.equal(listed.element(checksumElement(algorithm)), await digest(algorithm, bodies[0]));
    const value = await expected(algorithm, type);
    const response = await complete(client, key, uploadId, lines, { [checksumHeader(algorithm)]: value });
    succeeded(response);
    assert.deepEqual([response.element(checksumElement(algorithm)), response.element('ChecksumType')], [value, type]);
    const head = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    assert.deepEqual([head.headers[checksumHeader(algorithm)], head.headers['x-amz-checksum-type']], [value, type]);
  },
}));

const wrongWholeCases = kinds.slice(0, 4).map(([algorithm, type]): Case => ({
  name: `multipart checksum: a wrong ${algorithm} ${type} of the whole`,
  run: async (client) => {
    const key = freshKey();
    const { uploadId, lines } = await uploaded(client, key, algorithm, type);
    const wrong = await digest(algorithm, 'something else');
    const headers = { [checksumHeader(algorithm)]: wrong };
    refused(await complete(client, key, uploadId, lines, headers), 400, 'BadDigest');
    await absent(client, key);
    succeeded(await complete(client, key, uploadId, lines));
  },
}));

const refusedStart = (name: string, headers: Readonly<Record<string, string>>): Case => ({
  name: `multipart checksum: ${name}`,
  run: async (client) => {
    const request = { method: 'POST', key: freshKey(), query: { uploads: '' }, headers, auth: 'header' } as const;
    refused(await client.send(request), 400, 'InvalidRequest');
  },
});

export const multipartChecksumCases: readonly Case[] = [
  ...kindCases,
  ...wrongWholeCases,
  refusedStart('CRC64NVME cannot be composite', {
    'x-amz-checksum-algorithm': 'CRC64NVME',
    'x-amz-checksum-type': 'COMPOSITE',
  }),
  refusedStart('SHA256 cannot be of the full object', {
    'x-amz-checksum-algorithm': 'SHA256',
    'x-amz-checksum-type': 'FULL_OBJECT',
  }),
  refusedStart('an unknown algorithm', { 'x-amz-checksum-algorithm': 'CRC16' }),
  refusedStart('a type without an algorithm', { 'x-amz-checksum-type': 'FULL_OBJECT' }),
  {
    name: 'multipart checksum: a wrong one of a part, and the part is not there',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-checksum-algorithm': 'CRC64NVME' });
      const headers = { 'x-amz-checksum-crc64nvme': await digest('crc64nvme', 'other') };
      refused(await sendPart(client, key, { uploadId, number: 1, body: 'x', headers }), 400, 'BadDigest');
      assert.ok(!(await listParts(client, key, uploadId)).text.includes('<Part>'));
    },
  },
  {
    name: 'multipart checksum: a part of another algorithm',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-checksum-algorithm': 'SHA256' });
      const headers = { 'x-amz-checksum-sha1': createHash('sha1').update('x').digest('base64') };
      refused(await sendPart(client, key, { uploadId, number: 1, body: 'x', headers }), 400, 'InvalidRequest');
    },
  },
  {
    name: 'multipart checksum: a part of a composite upload without one',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-checksum-algorithm': 'SHA256' });
      refused(await sendPart(client, key, { uploadId, number: 1, body: 'x' }), 400, 'InvalidRequest');
    },
  },
  {
    name: 'multipart checksum: S3 adds those of the parts of a full-object upload',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-checksum-algorithm': 'CRC64NVME' });
      const line = await part(client, key, { uploadId, number: 1, body: 'x' });
      const listed = await listParts(client, key, uploadId);
      assert.equal(listed.element('ChecksumCRC64NVME'), await digest('crc64nvme', 'x'));
      succeeded(await complete(client, key, uploadId, [line]));
    },
  },
  {
    name: 'multipart checksum: none asked for, and S3 adds a CRC64NVME of the whole',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const lines = [
        await part(client, key, { uploadId, number: 1, body: bodies[0] }),
        await part(client, key, { uploadId, number: 2, body: bodies[1] }),
      ];
      const response = await complete(client, key, uploadId, lines);
      succeeded(response);
      assert.equal(response.element('ChecksumCRC64NVME'), await digest('crc64nvme', ...bodies));
    },
  },
  {
    name: 'multipart checksum: a composite completion without those of its parts',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, lines } = await uploaded(client, key, 'sha256', 'COMPOSITE');
      const bare = lines.map(({ number, etag }) => ({ number, etag }));
      refused(await complete(client, key, uploadId, bare), 400, 'InvalidRequest');
    },
  },
  {
    name: 'multipart checksum: a completion with a wrong one of a part',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, lines } = await uploaded(client, key, 'crc64nvme', 'FULL_OBJECT');
      const [first, tail] = lines;
      const swapped = [
        { ...first, checksum: tail?.checksum },
        { ...tail, checksum: first?.checksum },
      ] as PartLine[];
      refused(await complete(client, key, uploadId, swapped), 400, 'InvalidPart');
      await absent(client, key);
    },
  },
  {
    name: 'multipart checksum: a completion that expects another type',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, lines } = await uploaded(client, key, 'crc32', 'FULL_OBJECT');
      const headers = { 'x-amz-checksum-type': 'COMPOSITE' };
      refused(await complete(client, key, uploadId, lines, headers), 400, 'BadDigest');
    },
  },
];
