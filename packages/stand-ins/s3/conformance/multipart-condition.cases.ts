import assert from 'node:assert/strict';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { complete, listParts, part, start, type Headers } from '../testing/multipart-steps.ts';

async function ready(client: Client, key: string, body = 'new', versioned = false) {
  const more = { versioned };
  const uploadId = await start(client, key, {}, more);
  const lines = [await part(client, key, { uploadId, number: 1, body, ...more })];
  return { uploadId, finish: (headers: Headers) => complete(client, key, uploadId, lines, headers, more) };
}

const createOnly = { 'if-none-match': '*' };

export const multipartConditionCases: readonly Case[] = [
  {
    name: 'multipart condition: create-only is decided at the end, and the upload stays',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, finish } = await ready(client, key);
      await stored(client, key, 'meanwhile');
      refused(await finish(createOnly), 412, 'PreconditionFailed');
      await holds(client, key, 'meanwhile');
      succeeded(await listParts(client, key, uploadId));
    },
  },
  {
    name: 'multipart condition: create-only of a free key',
    run: async (client) => {
      const key = freshKey();
      const { finish } = await ready(client, key);
      succeeded(await finish(createOnly));
      await holds(client, key, 'new');
    },
  },
  {
    name: 'multipart condition: of 10 racing completions exactly one wins',
    run: async (client) => {
      const key = freshKey();
      const uploads = await Promise.all(Array.from({ length: 10 }, (_, index) => ready(client, key, `body ${index}`)));
      const answers = await Promise.all(uploads.map(({ finish }) => finish(createOnly)));
      const winners = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
      assert.equal(winners.length, 1);
      assert.ok(answers.every(({ status }) => [200, 409, 412].includes(status)));
      await holds(client, key, `body ${winners[0] ?? ''}`);
    },
  },
  {
    name: 'multipart condition: a replacement needs the ETag of what is there',
    run: async (client) => {
      const key = freshKey();
      const etag = await stored(client, key, 'old');
      const { finish } = await ready(client, key);
      refused(await finish({ 'if-match': '"d41d8cd98f00b204e9800998ecf8427e"' }), 412, 'PreconditionFailed');
      await holds(client, key, 'old');
      succeeded(await finish({ 'if-match': etag }));
      await holds(client, key, 'new');
    },
  },
  {
    name: 'multipart condition: a replacement of nothing',
    run: async (client) => {
      const key = freshKey();
      const { finish } = await ready(client, key);
      refused(await finish({ 'if-match': '"d41d8cd98f00b204e9800998ecf8427e"' }), 404, 'NoSuchKey');
      await absent(client, key);
    },
  },
  {
    name: 'multipart condition: a completed upload is a version like any other',
    run: async (client) => {
      const key = freshKey();
      const versioned = true;
      const put = await client.send({ method: 'PUT', key, body: 'old', versioned });
      const done = await (await ready(client, key, 'new', versioned)).finish({ 'if-match': put.headers.etag ?? '' });
      succeeded(done);
      const versionId = String(done.headers['x-amz-version-id']);
      const get = (id: string) => client.send({ method: 'GET', key, versioned, query: { versionId: id } });
      assert.equal((await get(versionId)).text, 'new');
      assert.equal((await get(String(put.headers['x-amz-version-id']))).text, 'old');
    },
  },
];
