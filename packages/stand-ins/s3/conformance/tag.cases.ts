import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client, Response } from '../testing/client.ts';
import { complete, part, start } from '../testing/multipart-steps.ts';

const query = { tagging: '' };

const document = (tags: Readonly<Record<string, string>>) =>
  `<Tagging><TagSet>${Object.entries(tags)
    .map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`)
    .join('')}</TagSet></Tagging>`;

function put(client: Client, key: string, body: string): Promise<Response> {
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  return client.send({ method: 'PUT', key, query, headers, body });
}

async function tagsOf(client: Client, key: string): Promise<Record<string, string>> {
  const answer = await client.send({ method: 'GET', key, query });
  succeeded(answer);
  const pairs = [...answer.text.matchAll(/<Key>([^<]*)<\/Key><Value>([^<]*)<\/Value>/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}

const countOf = async (client: Client, key: string) =>
  (await client.send({ method: 'HEAD', key })).headers['x-amz-tagging-count'];

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

const refusedSet = (name: string, tags: string, code: string): Case => ({
  name: `tags: ${name} is refused`,
  run: async (client) => {
    const key = freshKey();
    await stored(client, key);
    refused(await put(client, key, tags), 400, code);
    assert.deepEqual(await tagsOf(client, key), {});
  },
});

const refusedHeader = (name: string, value: string, code: string): Case => ({
  name: `tags: a header with ${name} is refused`,
  run: async (client) => {
    const key = freshKey();
    refused(await client.send({ method: 'PUT', key, body: 'x', headers: { 'x-amz-tagging': value } }), 400, code);
    assert.equal((await client.send({ method: 'HEAD', key })).status, 404);
  },
});

export const tagCases: readonly Case[] = [
  {
    name: 'tags: put as a whole, answered, counted and deleted',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      assert.deepEqual([await tagsOf(client, key), await countOf(client, key)], [{}, undefined]);
      succeeded(await put(client, key, document({ a: '1', b: '' })));
      assert.deepEqual([await tagsOf(client, key), await countOf(client, key)], [{ a: '1', b: '' }, '2']);
      succeeded(await put(client, key, document({ c: 'x/y z' })));
      assert.deepEqual(await tagsOf(client, key), { c: 'x/y z' });
      succeeded(await client.send({ method: 'DELETE', key, query }), 204);
      assert.deepEqual(await tagsOf(client, key), {});
    },
  },
  ...['<Tagging><TagSet/></Tagging>', '<Tagging><TagSet>\n</TagSet></Tagging>'].map((empty): Case => ({
    name: `tags: ${JSON.stringify(empty)} removes them`,
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, 'x', { 'x-amz-tagging': 'a=1' });
      succeeded(await put(client, key, empty));
      assert.deepEqual(await tagsOf(client, key), {});
    },
  })),
  {
    name: 'tags: those of a header come with the object, and go with the next write',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, 'x', { 'x-amz-tagging': 'project=a%20b&empty=' });
      assert.deepEqual(await tagsOf(client, key), { project: 'a b', empty: '' });
      await stored(client, key, 'y');
      assert.deepEqual(await tagsOf(client, key), {});
    },
  },
  {
    name: 'tags: those of a multipart upload are named at its start',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-tagging': 'a=1' });
      const line = await part(client, key, { uploadId, number: 1, body: 'hello' });
      succeeded(await complete(client, key, uploadId, [line]));
      assert.deepEqual(await tagsOf(client, key), { a: '1' });
    },
  },
  {
    name: 'tags: a copy takes them along unless it brings its own',
    run: async (client) => {
      const [source, copy, other] = [freshKey(), freshKey(), freshKey()];
      await stored(client, source, 'x', { 'x-amz-tagging': 'a=1' });
      const from = { 'x-amz-copy-source': `/${client.target.bucket}/${source}` };
      succeeded(await client.send({ method: 'PUT', key: copy, headers: from, auth: 'header' }));
      assert.deepEqual(await tagsOf(client, copy), { a: '1' });
      const own = { ...from, 'x-amz-tagging-directive': 'REPLACE', 'x-amz-tagging': 'b=2' };
      succeeded(await client.send({ method: 'PUT', key: other, headers: own, auth: 'header' }));
      assert.deepEqual(await tagsOf(client, other), { b: '2' });
    },
  },
  {
    name: 'tags: each version has its own',
    run: async (client) => {
      const key = freshKey();
      const write = async (headers: Record<string, string>) => {
        const answer = await client.send({ method: 'PUT', key, body: 'x', headers, versioned: true });
        return String(answer.headers['x-amz-version-id']);
      };
      const first = await write({ 'x-amz-tagging': 'a=1' });
      const second = await write({});
      const old = await client.send({ method: 'GET', key, query: { tagging: '', versionId: first }, versioned: true });
      assert.deepEqual([old.element('Value'), old.headers['x-amz-version-id']], ['1', first]);
      const now = await client.send({ method: 'GET', key, query, versioned: true });
      assert.deepEqual([now.element('Value'), now.headers['x-amz-version-id']], ['', second]);
    },
  },
  {
    name: 'tags: of a key that is not there',
    run: async (client) => {
      refused(await client.send({ method: 'GET', key: freshKey(), query }), 404, 'NoSuchKey');
      refused(await put(client, freshKey(), document({ a: '1' })), 404, 'NoSuchKey');
    },
  },
  refusedSet('more than ten', document(many(11)), 'BadRequest'),
  refusedSet('a key of 129 characters', document({ ['k'.repeat(129)]: 'v' }), 'InvalidTag'),
  refusedSet('a value of 257 characters', document({ k: 'v'.repeat(257) }), 'InvalidTag'),
  refusedSet('a character that tags have not', document({ k: 'a;b' }), 'InvalidTag'),
  refusedSet('a key of AWS', document({ 'aws:k': 'v' }), 'InvalidTag'),
  refusedSet('the same key twice', document({ k: 'v' }).replace(/<Tag>.*<\/Tag>/, '$&$&'), 'InvalidTag'),
  refusedSet('a set that is none', '<Tagging/>', 'MalformedXML'),
  refusedHeader('the same key twice', 'a=1&a=2', 'InvalidArgument'),
  refusedHeader('more than ten', new URLSearchParams(many(11)).toString(), 'BadRequest'),
  refusedHeader('a character that tags have not', 'a=b%3Bc', 'InvalidTag'),
];
