import assert from 'node:assert/strict';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';

const etagOfNothing = '"d41d8cd98f00b204e9800998ecf8427e"';
const anHourAgo = () => new Date(Date.now() - 3_600_000).toUTCString();

/** Headers of a GET → status, for an object that has the ETag `{etag}` and was written at `{modified}`. */
const reads: readonly [name: string, headers: () => Record<string, string>, status: number][] = [
  ['If-Match that matches', () => ({ 'if-match': '{etag}' }), 200],
  ['If-Match that does not', () => ({ 'if-match': etagOfNothing }), 412],
  ['If-None-Match that matches', () => ({ 'if-none-match': '{etag}' }), 304],
  ['If-None-Match that does not', () => ({ 'if-none-match': etagOfNothing }), 200],
  ['If-Modified-Since before', () => ({ 'if-modified-since': anHourAgo() }), 200],
  ['If-Modified-Since of its own time', () => ({ 'if-modified-since': '{modified}' }), 304],
  ['If-Unmodified-Since before', () => ({ 'if-unmodified-since': anHourAgo() }), 412],
  [
    'If-Match decides over If-Unmodified-Since',
    () => ({ 'if-match': '{etag}', 'if-unmodified-since': anHourAgo() }),
    200,
  ],
  [
    'If-None-Match decides over If-Modified-Since',
    () => ({ 'if-none-match': '{etag}', 'if-modified-since': anHourAgo() }),
    304,
  ],
];

/** Signers may move a header into the query of a pre-signed URL, where S3 was recorded to obey it. */
const places = ['headers', 'query'] as const;

const readCase = (place: (typeof places)[number], ...[name, headers, status]: (typeof reads)[number]): Case => ({
  name: `condition: ${name}${place === 'query' ? ', in the query' : ''} → ${status}`,
  run: async (client) => {
    const key = freshKey();
    const etag = await stored(client, key);
    const modified = String((await client.send({ method: 'HEAD', key })).headers['last-modified']);
    const given = Object.entries(headers()).map(
      ([header, value]) => [header, value.replace('{etag}', etag).replace('{modified}', modified)] as const,
    );
    succeeded(await client.send({ method: 'GET', key, [place]: Object.fromEntries(given) }), status);
  },
});

const readCases = places.flatMap((place) => reads.map((read) => readCase(place, ...read)));

const writeCases: readonly Case[] = [
  {
    name: 'condition: create-only takes the first write and refuses the second',
    run: async (client) => {
      const put = { method: 'PUT', key: freshKey(), headers: { 'if-none-match': '*' } };
      succeeded(await client.send({ ...put, body: 'first' }));
      refused(await client.send({ ...put, body: 'second' }), 412, 'PreconditionFailed');
      await holds(client, put.key, 'first');
    },
  },
  {
    name: 'condition: of 20 racing creates exactly one wins',
    run: async (client) => {
      const key = freshKey();
      const bodies = Array.from({ length: 20 }, (_, index) => `body ${index}`);
      const put = (body: string) => client.send({ method: 'PUT', key, body, headers: { 'if-none-match': '*' } });
      const answers = await Promise.all(bodies.map(put));
      const winners = bodies.filter((_, index) => answers[index]?.status === 200);
      assert.equal(winners.length, 1);
      assert.ok(answers.every(({ status }) => [200, 409, 412].includes(status)));
      await holds(client, key, winners[0] ?? '');
    },
  },
  {
    name: 'condition: a replacement needs the ETag of what is there',
    run: async (client) => {
      const key = freshKey();
      const etag = await stored(client, key, 'old');
      const put = (ifMatch: string) =>
        client.send({ method: 'PUT', key, body: 'new', headers: { 'if-match': ifMatch } });
      refused(await put(etagOfNothing), 412, 'PreconditionFailed');
      await holds(client, key, 'old');
      succeeded(await put(etag));
      await holds(client, key, 'new');
      refused(await put(etag), 412, 'PreconditionFailed');
    },
  },
  {
    name: 'condition: a replacement of nothing',
    run: async (client) => {
      const key = freshKey();
      const headers = { 'if-match': etagOfNothing };
      refused(await client.send({ method: 'PUT', key, body: 'new', headers }), 404, 'NoSuchKey');
      await absent(client, key);
    },
  },
  {
    name: 'condition: a pre-signed URL with If-None-Match in its query creates and never overwrites',
    run: async (client) => {
      const put = { method: 'PUT', key: freshKey(), query: { 'If-None-Match': '*' } };
      succeeded(await client.send({ ...put, body: 'first' }));
      refused(await client.send({ ...put, body: 'second' }), 412, 'PreconditionFailed');
      await holds(client, put.key, 'first');
    },
  },
  {
    name: 'condition: a pre-signed URL with If-Match in its query replaces and deletes what it names',
    run: async (client) => {
      const key = freshKey();
      const etag = await stored(client, key, 'old');
      const send = (method: string, ifMatch: string) =>
        client.send({ method, key, query: { 'if-match': ifMatch }, ...(method === 'PUT' && { body: 'new' }) });
      refused(await send('PUT', etagOfNothing), 412, 'PreconditionFailed');
      refused(await send('DELETE', etagOfNothing), 412, 'PreconditionFailed');
      await holds(client, key, 'old');
      const replaced = await send('PUT', etag);
      succeeded(replaced);
      succeeded(await send('DELETE', replaced.headers.etag ?? ''), 204);
      await absent(client, key);
    },
  },
  {
    name: 'condition: after a delete it can be created again',
    run: async (client) => {
      const put = { method: 'PUT', key: freshKey(), versioned: true, headers: { 'if-none-match': '*' }, body: 'x' };
      succeeded(await client.send(put));
      succeeded(await client.send({ method: 'DELETE', key: put.key, versioned: true }), 204);
      succeeded(await client.send(put));
    },
  },
  {
    name: 'condition: a delete needs the ETag it names',
    run: async (client) => {
      const key = freshKey();
      const etag = await stored(client, key);
      const remove = (ifMatch: string) => client.send({ method: 'DELETE', key, headers: { 'if-match': ifMatch } });
      refused(await remove(etagOfNothing), 412, 'PreconditionFailed');
      await holds(client, key, 'hello');
      succeeded(await remove(etag), 204);
      await absent(client, key);
    },
  },
];

export const conditionCases: readonly Case[] = [...readCases, ...writeCases];
