import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { uriEncode } from '../../sigv4/index.ts';
import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client, Request } from '../testing/client.ts';
import { complete, listParts, minPartBytes, start, type Headers } from '../testing/multipart-steps.ts';

const etagOfNothing = '"d41d8cd98f00b204e9800998ecf8427e"';

const sourceOf = (client: Client, key: string) => `/${client.target.bucket}/${key.split('/').map(uriEncode).join('/')}`;

/** Sends a copy of one key to another. */
export function copy(client: Client, from: string, to: string, headers: Headers = {}, more: Partial<Request> = {}) {
  const all = { 'x-amz-copy-source': sourceOf(client, from), ...headers };
  return client.send({ method: 'PUT', key: to, headers: all, auth: 'header', ...more });
}

const given = { 'content-type': 'text/plain', 'x-amz-meta-colour': 'Blue' };

const copyCases: readonly Case[] = [
  {
    name: 'copy: bytes, type and metadata of another object',
    run: async (client) => {
      const [from, to] = [freshKey('a +日本.txt'), freshKey()];
      const etag = await stored(client, from, 'hello', given);
      const response = await copy(client, from, to);
      succeeded(response);
      assert.equal(response.element('ETag').replaceAll(/&quot;|&#34;/g, '"'), etag);
      await holds(client, to, 'hello');
      const { headers } = await client.send({ method: 'HEAD', key: to });
      for (const [name, value] of Object.entries(given)) assert.equal(headers[name], value, name);
    },
  },
  {
    name: 'copy: other metadata by REPLACE',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, 'hello', given);
      const headers = { 'x-amz-metadata-directive': 'REPLACE', 'content-type': 'text/html', 'x-amz-meta-a': 'b' };
      succeeded(await copy(client, key, key, headers));
      const head = await client.send({ method: 'HEAD', key });
      assert.deepEqual(
        [head.headers['content-type'], head.headers['x-amz-meta-a'], head.headers['x-amz-meta-colour']],
        ['text/html', 'b', undefined],
      );
    },
  },
  {
    name: 'copy: onto itself without a change',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      refused(await copy(client, key, key), 400, 'InvalidRequest');
    },
  },
  {
    name: 'copy: an object uploaded in parts becomes one piece',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      const uploadId = await start(client, from);
      const response = await client.send({ method: 'PUT', key: from, query: { uploadId, partNumber: '1' }, body: 'x' });
      succeeded(await complete(client, from, uploadId, [{ number: 1, etag: response.headers.etag ?? '' }]));
      succeeded(await copy(client, from, to));
      const md5 = createHash('md5').update('x').digest('hex');
      assert.equal((await client.send({ method: 'HEAD', key: to })).headers.etag, `"${md5}"`);
    },
  },
  {
    name: 'copy: of a key that is not there',
    run: async (client) => {
      const to = freshKey();
      refused(await copy(client, freshKey(), to), 404, 'NoSuchKey');
      await absent(client, to);
    },
  },
  {
    name: 'copy: a source that is none',
    run: async (client) =>
      refused(await copy(client, 'x', freshKey(), { 'x-amz-copy-source': 'nokey' }), 400, 'InvalidArgument'),
  },
  ...(
    [
      ['if-match', etagOfNothing],
      ['if-none-match', '{etag}'],
    ] as const
  ).map(([name, value]): Case => ({
    name: `copy: a source ${name} that does not hold`,
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      const etag = await stored(client, from);
      const headers = { [`x-amz-copy-source-${name}`]: value.replace('{etag}', etag) };
      refused(await copy(client, from, to, headers), 412, 'PreconditionFailed');
      await absent(client, to);
    },
  })),
  {
    name: 'copy: create-only and compare-and-swap at the destination',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      await stored(client, from, 'new');
      succeeded(await copy(client, from, to, { 'if-none-match': '*' }));
      refused(await copy(client, from, to, { 'if-none-match': '*' }), 412, 'PreconditionFailed');
      const etag = await stored(client, to, 'old');
      refused(await copy(client, from, to, { 'if-match': etagOfNothing }), 412, 'PreconditionFailed');
      await holds(client, to, 'old');
      succeeded(await copy(client, from, to, { 'if-match': etag }));
      await holds(client, to, 'new');
    },
  },
  {
    name: 'copy: an older version brings it back',
    run: async (client) => {
      const key = freshKey();
      const versioned = true;
      const old = await client.send({ method: 'PUT', key, body: 'old', versioned });
      await client.send({ method: 'PUT', key, body: 'new', versioned });
      const versionId = String(old.headers['x-amz-version-id']);
      const source = `/${client.target.versionedBucket}/${key}?versionId=${versionId}`;
      const response = await copy(client, key, key, { 'x-amz-copy-source': source }, { versioned });
      succeeded(response);
      assert.equal(response.headers['x-amz-copy-source-version-id'], versionId);
      assert.equal((await client.send({ method: 'GET', key, versioned })).text, 'old');
    },
  },
];

const large = 'L'.repeat(minPartBytes);

const partCopyCases: readonly Case[] = [
  {
    name: 'part copy: parts from objects and ranges of them',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      await stored(client, from, `${large}tail`);
      const uploadId = await start(client, to);
      const copyPart = (partNumber: string, range: string) =>
        copy(client, from, to, { 'x-amz-copy-source-range': range }, { query: { partNumber, uploadId } });
      const lines = [];
      for (const [number, range] of [
        ['1', `bytes=0-${minPartBytes - 1}`],
        ['2', `bytes=${minPartBytes}-${minPartBytes + 3}`],
      ] as const) {
        const response = await copyPart(number, range);
        succeeded(response);
        lines.push({ number, etag: response.element('ETag').replaceAll(/&quot;|&#34;/g, '"') });
      }
      refused(await copyPart('3', `bytes=0-${minPartBytes + 4}`), 400, 'InvalidArgument');
      refused(await copyPart('3', 'bytes=5-'), 400, 'InvalidArgument');
      assert.ok(!(await listParts(client, to, uploadId)).text.includes('<PartNumber>3<'));
      succeeded(await complete(client, to, uploadId, lines));
      await holds(client, to, `${large}tail`);
    },
  },
  {
    name: 'part copy: to an upload that is not there',
    run: async (client) => {
      const from = freshKey();
      await stored(client, from);
      const query = { partNumber: '1', uploadId: 'no-such-upload' };
      refused(await copy(client, from, freshKey(), {}, { query }), 404, 'NoSuchUpload');
    },
  },
];

export const allCopyCases: readonly Case[] = [...copyCases, ...partCopyCases];
