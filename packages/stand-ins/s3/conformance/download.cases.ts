import assert from 'node:assert/strict';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import { Client } from '../testing/client.ts';

const letters = 'abcdefghij';

const ranges: readonly [range: string, status: number, text: string, contentRange: string | undefined][] = [
  ['bytes=0-0', 206, 'a', 'bytes 0-0/10'],
  ['bytes=2-4', 206, 'cde', 'bytes 2-4/10'],
  ['bytes=7-', 206, 'hij', 'bytes 7-9/10'],
  ['bytes=7-100', 206, 'hij', 'bytes 7-9/10'],
  ['bytes=-3', 206, 'hij', 'bytes 7-9/10'],
  ['bytes=-100', 206, letters, 'bytes 0-9/10'],
  ['bytes=4-2', 200, letters, undefined],
  ['lines=1-2', 200, letters, undefined],
];

const rangeCases = ranges.map(([range, status, text, contentRange]): Case => ({
  name: `download: ${range}`,
  run: async (client) => {
    const key = freshKey();
    await stored(client, key, letters);
    const response = await client.send({ method: 'GET', key, headers: { range } });
    assert.deepEqual([response.status, response.text, response.headers['content-range']], [status, text, contentRange]);
  },
}));

const unsatisfiable = ['bytes=10-', 'bytes=-0'].map((range): Case => ({
  name: `download: ${range} of 10 bytes is refused`,
  run: async (client) => {
    const key = freshKey();
    await stored(client, key, letters);
    const response = await client.send({ method: 'GET', key, headers: { range } });
    refused(response, 416, 'InvalidRange');
    assert.equal(response.element('ActualObjectSize'), '10');
  },
}));

export const downloadCases: readonly Case[] = [
  ...rangeCases,
  ...unsatisfiable,
  {
    name: 'download: response overrides',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      const disposition = `attachment; filename="a.txt"; filename*=UTF-8''%E6%97%A5.txt`;
      const query = {
        'response-content-disposition': disposition,
        'response-content-type': 'application/octet-stream',
        'response-cache-control': 'no-store',
      };
      const { headers } = await client.send({ method: 'GET', key, query });
      assert.equal(headers['content-disposition'], disposition);
      assert.equal(headers['content-type'], 'application/octet-stream');
      assert.equal(headers['cache-control'], 'no-store');
    },
  },
  {
    name: 'download: response overrides take the place of what was stored',
    run: async (client) => {
      const key = freshKey();
      const stored = { 'content-encoding': 'gzip', 'content-language': 'de', expires: 'Fri, 01 Jan 2100 00:00:00 GMT' };
      succeeded(await client.send({ method: 'PUT', key, body: letters, headers: stored }));
      const query = {
        'response-content-encoding': 'identity',
        'response-content-language': 'und',
        'response-expires': 'Thu, 01 Jan 1970 00:00:00 GMT',
      };
      const { headers, text } = await client.send({ method: 'GET', key, query });
      const names = ['content-encoding', 'content-language', 'expires'];
      assert.deepEqual(
        [text, ...names.map((name) => headers[name])],
        [letters, 'identity', 'und', 'Thu, 01 Jan 1970 00:00:00 GMT'],
      );
    },
  },
  {
    name: 'download: a word about encryption is for writing',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      const headers = { 'x-amz-server-side-encryption': 'AES256' };
      refused(await client.send({ method: 'GET', key, headers }), 400, 'InvalidArgument');
      assert.equal((await client.send({ method: 'HEAD', key, headers })).status, 400);
    },
  },
  {
    name: 'download: a missing key',
    run: async (client) => {
      const key = freshKey();
      const response = await client.send({ method: 'GET', key });
      refused(response, 404, 'NoSuchKey');
      assert.equal(response.element('Key'), key);
      assert.ok(response.element('RequestId'));
    },
  },
  {
    name: 'download: HEAD has the headers and no bytes',
    run: async (client) => {
      const key = freshKey();
      const etag = await stored(client, key, letters);
      const { status, headers, text } = await client.send({ method: 'HEAD', key });
      assert.deepEqual([status, headers.etag, headers['content-length'], text], [200, etag, '10', '']);
      assert.equal(headers['accept-ranges'], 'bytes');
      assert.ok(Date.parse(headers['last-modified'] ?? '') > 0);
      succeeded(await client.send({ method: 'HEAD', key: `${key}x` }), 404);
    },
  },
  {
    name: 'download: dots and slashes in a key are left alone',
    run: async (client) => {
      const key = freshKey('a/../b//c/./d');
      await stored(client, key, letters);
      await holds(client, key, letters);
      await absent(client, key.replace('a/../', ''));
    },
  },
  {
    name: 'download: a bucket that does not exist',
    run: async (client) => {
      const nowhere = new Client({
        ...client.target,
        bucket: 'no-such-bucket-here',
      });
      refused(await nowhere.send({ method: 'GET', key: 'x' }), 404, 'NoSuchBucket');
    },
  },
  {
    name: 'delete: is repeatable',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      succeeded(await client.send({ method: 'DELETE', key }), 204);
      await absent(client, key);
      succeeded(await client.send({ method: 'DELETE', key }), 204);
    },
  },
];
