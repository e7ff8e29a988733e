import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Request } from '../testing/client.ts';

const hello = 'hello';
const md5 = createHash('md5').update(hello).digest('base64');
const sums: Readonly<Record<string, string>> = {
  crc32: base64Crc32(hello),
  crc32c: 'mnG7TA==',
  crc64nvme: 'M3eFcAZSQlc=',
  sha1: createHash('sha1').update(hello).digest('base64'),
  sha256: createHash('sha256').update(hello).digest('base64'),
};

function base64Crc32(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64');
}

const refusedPut = (name: string, status: number, code: string, request: Partial<Request>): Case => ({
  name: `upload: ${name}`,
  run: async (client) => {
    const key = freshKey();
    refused(await client.send({ method: 'PUT', key, body: hello, ...request }), status, code);
    await absent(client, key);
  },
});

const checksumCases = Object.entries(sums).flatMap(([algorithm, value]): Case[] => {
  const header = `x-amz-checksum-${algorithm}`;
  const wrong = Buffer.alloc(Buffer.from(value, 'base64').length, 7).toString('base64');
  return [
    {
      name: `upload: a right ${algorithm} is kept and answered`,
      run: async (client) => {
        const key = freshKey();
        await stored(client, key, hello, { [header]: value });
        const headers = { 'x-amz-checksum-mode': 'ENABLED' };
        const response = await client.send({ method: 'HEAD', key, headers });
        assert.deepEqual([response.headers[header], response.headers['x-amz-checksum-type']], [value, 'FULL_OBJECT']);
        assert.equal((await client.send({ method: 'HEAD', key })).headers[header], undefined);
      },
    },
    refusedPut(`a wrong ${algorithm}`, 400, 'BadDigest', { headers: { [header]: wrong } }),
    refusedPut(`a malformed ${algorithm}`, 400, 'InvalidRequest', { headers: { [header]: 'AAAA' } }),
  ];
});

const chunked = (trailer: string): Partial<Request> => ({
  auth: 'header',
  payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  headers: {
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '5',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  },
  body: `5\r\nhello\r\n0\r\n${trailer}\r\n`,
});

export const uploadCases: readonly Case[] = [
  ...checksumCases,
  refusedPut('two checksums', 400, 'InvalidRequest', {
    headers: { 'x-amz-checksum-crc32': sums['crc32'] ?? '', 'x-amz-checksum-sha1': sums['sha1'] ?? '' },
  }),
  refusedPut('a wrong MD5', 400, 'BadDigest', { headers: { 'content-md5': Buffer.alloc(16, 1).toString('base64') } }),
  refusedPut('a malformed MD5', 400, 'InvalidDigest', { headers: { 'content-md5': 'nonsense' } }),
  refusedPut('a body with a length that S3 does not take', 400, 'EntityTooLarge', {
    headers: { 'content-length': String(5 * 1024 ** 3 + 1), expect: '100-continue' },
    unsigned: ['expect'],
    body: '',
  }),
  refusedPut('an ACL', 400, 'AccessControlListNotSupported', { headers: { 'x-amz-acl': 'public-read' } }),
  refusedPut('metadata above 2 KB', 400, 'MetadataTooLarge', { headers: { 'x-amz-meta-a': 'x'.repeat(2048) } }),
  {
    name: 'upload: a right MD5',
    run: async (client) => {
      await stored(client, freshKey(), hello, { 'content-md5': md5 });
    },
  },
  {
    name: 'upload: the answer has the MD5 as ETag and the CRC64NVME that S3 adds',
    run: async (client) => {
      const response = await client.send({ method: 'PUT', key: freshKey(), body: hello });
      assert.equal(response.headers.etag, `"${Buffer.from(md5, 'base64').toString('hex')}"`);
      assert.equal(response.headers['x-amz-checksum-crc64nvme'], sums['crc64nvme']);
    },
  },
  {
    name: 'upload: a checksum in the query does not count',
    run: async (client) => {
      const query = { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-sdk-checksum-algorithm': 'CRC32' };
      succeeded(await client.send({ method: 'PUT', key: freshKey(), body: hello, query }));
    },
  },
  {
    name: 'upload: aws-chunked with a right trailer',
    run: async (client) => {
      const key = freshKey();
      const request = chunked(`x-amz-checksum-crc32:${sums['crc32'] ?? ''}\r\n`);
      succeeded(await client.send({ method: 'PUT', key, ...request }));
      await holds(client, key, hello);
      assert.equal((await client.send({ method: 'HEAD', key })).headers['content-encoding'], undefined);
    },
  },
  refusedPut('aws-chunked with a wrong trailer', 400, 'BadDigest', chunked('x-amz-checksum-crc32:AAAAAA==\r\n')),
  refusedPut('aws-chunked without its trailer', 400, 'MalformedTrailerError', chunked('')),
  {
    name: 'upload: headers and metadata come back',
    run: async (client) => {
      const key = freshKey();
      const headers = {
        'cache-control': 'no-cache',
        'content-disposition': 'attachment',
        'content-encoding': 'gzip',
        'content-language': 'de',
        'content-type': 'text/plain',
        'x-amz-meta-colour': 'Blue',
      };
      await stored(client, key, hello, headers);
      const response = await client.send({ method: 'HEAD', key });
      for (const [name, value] of Object.entries(headers)) assert.equal(response.headers[name], value, name);
    },
  },
  {
    name: 'upload: no bytes, with the default type',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, '');
      const response = await client.send({ method: 'GET', key });
      assert.deepEqual([response.status, response.text, response.headers['content-length']], [200, '', '0']);
      assert.equal(response.headers['content-type'], 'binary/octet-stream');
    },
  },
  {
    name: 'upload: a key of 1,024 bytes, not of 1,025',
    run: async (client) => {
      const key = freshKey()
        .padEnd(1024, 'x')
        .replaceAll(/x{200}/g, (run) => `${run.slice(1)}/`);
      await stored(client, key);
      refused(await client.send({ method: 'PUT', key: `${key}x`, body: hello }), 400, 'KeyTooLongError');
    },
  },
];
