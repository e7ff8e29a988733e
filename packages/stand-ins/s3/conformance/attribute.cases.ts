import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { all, complete, minPartBytes, part, start } from '../testing/multipart-steps.ts';

const attributes = (client: Client, key: string, names: string, more: Readonly<Record<string, string>> = {}) =>
  client.send({
    method: 'GET',
    key,
    query: { attributes: '' },
    headers: { 'x-amz-object-attributes': names, ...more },
    auth: 'header',
  });

export const attributeCases: readonly Case[] = [
  {
    name: 'attributes: only those asked for',
    run: async (client) => {
      const key = freshKey();
      const sha256 = createHash('sha256').update('hello').digest('base64');
      const etag = await stored(client, key, 'hello', { 'x-amz-checksum-sha256': sha256 });
      const found = await attributes(client, key, 'ETag,Checksum,ObjectSize,StorageClass');
      succeeded(found);
      assert.deepEqual(
        ['ETag', 'ChecksumSHA256', 'ChecksumType', 'ObjectSize', 'StorageClass'].map((name) => found.element(name)),
        [etag.replaceAll('"', ''), sha256, 'FULL_OBJECT', '5', 'STANDARD'],
      );
      assert.ok(!(await attributes(client, key, 'ObjectSize')).text.includes('<ETag>'));
    },
  },
  {
    name: 'attributes: the parts of an upload, a page at a time',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-checksum-algorithm': 'SHA256' });
      const lines = [];
      for (const [index, body] of ['L'.repeat(minPartBytes), 'tail'].entries()) {
        const value = createHash('sha256').update(body).digest('base64');
        const request = { uploadId, number: index + 1, body, headers: { 'x-amz-checksum-sha256': value } };
        lines.push({ ...(await part(client, key, request)), checksum: `<ChecksumSHA256>${value}</ChecksumSHA256>` });
      }
      succeeded(await complete(client, key, uploadId, lines));
      const found = await attributes(client, key, 'ObjectParts', { 'x-amz-max-parts': '1' });
      assert.deepEqual([all(found, 'Size'), found.element('IsTruncated')], [[String(minPartBytes)], 'true']);
      const rest = await attributes(client, key, 'ObjectParts', { 'x-amz-part-number-marker': '1' });
      assert.deepEqual([all(rest, 'PartNumber'), all(rest, 'Size')], [['2'], ['4']]);
      assert.equal((await attributes(client, key, 'ObjectParts')).element('PartsCount'), '2');
    },
  },
  {
    name: 'attributes: none asked for, or one that does not exist',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      refused(await attributes(client, key, ''), 400, 'InvalidRequest');
      refused(await attributes(client, key, 'Colour'), 400, 'InvalidArgument');
    },
  },
  {
    name: 'attributes: of a key that is not there',
    run: async (client) => refused(await attributes(client, freshKey(), 'ETag'), 404, 'NoSuchKey'),
  },
  {
    name: 'list v1: pages by marker hold every key and folder once',
    run: async (client) => {
      const folder = freshKey('');
      for (const name of ['a', 'b/1', 'b/2', 'c']) await stored(client, folder + name);
      const entries: string[] = [];
      let marker = '';
      for (let page = 0; page < 3; page += 1) {
        const query = { prefix: folder, delimiter: '/', 'max-keys': '1', ...(marker && { marker }) };
        const found = await client.send({ method: 'GET', query });
        succeeded(found);
        entries.push(...all(found, 'Key'), ...all(found, 'Prefix').slice(1));
        marker = found.element('NextMarker');
        assert.equal(found.element('IsTruncated'), String(page < 2));
      }
      assert.deepEqual(
        entries,
        ['a', 'b/', 'c'].map((name) => folder + name),
      );
    },
  },
];
