import assert from 'node:assert/strict';

import { createHashSet } from '../body/hash-set.ts';
import { checksumElement, checksumHeader, type ChecksumAlgorithm } from '../checksum-algorithms.ts';
import { absent, freshKey, holds, refused, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { complete, listParts, minPartBytes, sendPart, start, type PartLine } from '../testing/multipart-steps.ts';

const bodies = ['L'.repeat(minPartBytes), 'tail'] as const;

async function digest(algorithm: ChecksumAlgorithm, text: string): Promise<string> {
  const hashes = await createHashSet([algorithm]);
  hashes.update(Buffer.from(text));
  return hashes.digest()[algorithm] ?? '';
}

/** Sends the parts with checksums to an upload whose start named no algorithm, as SDKs do by their defaults. */
async function sent(client: Client, key: string, algorithm: ChecksumAlgorithm) {
  const uploadId = await start(client, key);
  const lines: PartLine[] = [];
  for (const [index, body] of bodies.entries()) {
    const value = await digest(algorithm, body);
    const headers = { [checksumHeader(algorithm)]: value };
    const response = await sendPart(client, key, { uploadId, number: index + 1, body, headers });
    succeeded(response);
    // "This will only be present if the checksum was provided in the request" (UploadPart, API Reference).
    assert.equal(response.headers[checksumHeader(algorithm)], value);
    const element = checksumElement(algorithm);
    const checksum = `<${element}>${value}</${element}>`;
    lines.push({ number: index + 1, etag: response.headers.etag ?? '', checksum });
  }
  return { uploadId, lines, bare: lines.map(({ number, etag }) => ({ number, etag })) };
}

const algorithms = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;

/**
 * An upload whose start named no algorithm takes parts with any checksum since 2025, checks them, and keeps none of them.
 * The completion may then not list them (aws-sdk-java-v2 issue 6518).
 */
export const multipartDefaultChecksumCases: readonly Case[] = [
  ...algorithms.map((algorithm): Case => ({
    name: `multipart default checksum: parts with ${algorithm}, and the whole gets a CRC64NVME`,
    run: async (client) => {
      const key = freshKey();
      const { uploadId, bare } = await sent(client, key, algorithm);
      const listed = await listParts(client, key, uploadId);
      assert.ok(!listed.text.includes('Checksum'), listed.text.slice(0, 2000));
      const response = await complete(client, key, uploadId, bare);
      succeeded(response);
      assert.deepEqual(
        [response.element('ChecksumCRC64NVME'), response.element('ChecksumType')],
        [await digest('crc64nvme', bodies.join('')), 'FULL_OBJECT'],
      );
      await holds(client, key, bodies.join(''));
    },
  })),
  {
    name: 'multipart default checksum: a completion that lists them',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, lines, bare } = await sent(client, key, 'crc32');
      refused(await complete(client, key, uploadId, lines), 400, 'InvalidPart');
      await absent(client, key);
      succeeded(await complete(client, key, uploadId, bare));
    },
  },
  {
    name: 'multipart default checksum: a wrong one, and the part is not there',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const headers = { 'x-amz-checksum-crc32': await digest('crc32', 'other') };
      refused(await sendPart(client, key, { uploadId, number: 1, body: 'x', headers }), 400, 'BadDigest');
      assert.ok(!(await listParts(client, key, uploadId)).text.includes('<Part>'));
    },
  },
];
