import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { freshKey, refused, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';

const versioned = true;

async function put(client: Client, key: string, body: string): Promise<string> {
  const response = await client.send({ method: 'PUT', key, body, versioned });
  succeeded(response);
  return String(response.headers['x-amz-version-id']);
}

const get = (client: Client, key: string, versionId?: string) =>
  client.send({ method: 'GET', key, versioned, ...(versionId !== undefined && { query: { versionId } }) });

/** DeleteObjects with a digest; each item is the XML inside an `<Object>`. */
function removeMany(client: Client, ...items: readonly string[]) {
  const body = `<Delete>${items.map((item) => `<Object>${item}</Object>`).join('')}</Delete>`;
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  return client.send({ method: 'POST', versioned, query: { delete: '' }, headers, body, auth: 'header' });
}

const remove = (client: Client, key: string, versionId?: string) =>
  client.send({ method: 'DELETE', key, versioned, ...(versionId !== undefined && { query: { versionId } }) });

const escaped = (etag: string): string => etag.replaceAll('"', '&quot;');

export const versionCases: readonly Case[] = [
  {
    name: 'version: each write is kept',
    run: async (client) => {
      const key = freshKey();
      const [first, second] = [await put(client, key, 'one'), await put(client, key, 'two')];
      assert.notEqual(first, second);
      assert.equal((await get(client, key)).text, 'two');
      assert.equal((await get(client, key, first)).text, 'one');
      assert.equal((await get(client, key)).headers['x-amz-version-id'], second);
    },
  },
  {
    name: 'version: a delete marks, and deleting the marker brings the file back',
    run: async (client) => {
      const key = freshKey();
      const first = await put(client, key, 'one');
      const deleted = await remove(client, key);
      assert.deepEqual([deleted.status, deleted.headers['x-amz-delete-marker']], [204, 'true']);
      const marker = String(deleted.headers['x-amz-version-id']);
      const missing = await get(client, key);
      refused(missing, 404, 'NoSuchKey');
      assert.equal(missing.headers['x-amz-delete-marker'], 'true');
      refused(await get(client, key, marker), 405, 'MethodNotAllowed');
      assert.equal((await get(client, key, first)).text, 'one');
      succeeded(await remove(client, key, marker), 204);
      assert.equal((await get(client, key)).text, 'one');
    },
  },
  {
    name: 'version: a deleted version is gone and the older one is current',
    run: async (client) => {
      const key = freshKey();
      await put(client, key, 'one');
      const second = await put(client, key, 'two');
      succeeded(await remove(client, key, second), 204);
      assert.equal((await get(client, key)).text, 'one');
      refused(await get(client, key, second), 404, 'NoSuchVersion');
    },
  },
  {
    name: 'version: an id that cannot be one',
    run: async (client) => refused(await get(client, freshKey(), 'no/such id'), 400, 'InvalidArgument'),
  },
  {
    name: 'version: the list has versions and markers, newest first',
    run: async (client) => {
      const key = freshKey();
      const ids = [await put(client, key, 'one'), await put(client, key, 'two')];
      ids.push(String((await remove(client, key)).headers['x-amz-version-id']));
      const { text } = await client.send({ method: 'GET', versioned, query: { versions: '', prefix: key } });
      const listed = (element: string) =>
        [...text.matchAll(new RegExp(`<${element}>.*?<VersionId>([^<]*)<`, 'gs'))].map(([, id]) => id);
      assert.deepEqual(listed('Version'), [ids[1], ids[0]]);
      assert.deepEqual(listed('DeleteMarker'), [ids[2]]);
    },
  },
  {
    name: 'version: many deletes at once, each with its own outcome',
    run: async (client) => {
      const key = freshKey();
      const first = await put(client, key, 'one');
      const item = `<Key>${key}</Key>`;
      const response = await removeMany(client, item, `${item}<VersionId>${first}</VersionId>`);
      succeeded(response);
      assert.equal(response.text.match(/<Deleted>/g)?.length, 2, response.text);
      refused(await get(client, key, first), 404, 'NoSuchVersion');
    },
  },
  {
    name: 'version: many deletes, each with the ETag that it needs',
    run: async (client) => {
      const keys = { same: freshKey(), other: freshKey(), deleted: freshKey(), absent: freshKey() };
      await put(client, keys.same, 'one');
      const { etag = '' } = (await get(client, keys.same)).headers;
      await put(client, keys.other, 'two');
      await put(client, keys.deleted, 'one');
      succeeded(await remove(client, keys.deleted), 204);
      const items = Object.values(keys).map((key) => `<Key>${key}</Key><ETag>${escaped(etag)}</ETag>`);
      const response = await removeMany(client, ...items);
      succeeded(response);
      const codes = new Map(
        [...response.text.matchAll(/<Error><Key>([^<]*)<\/Key>.*?<Code>([^<]*)</gs)].map(([, key, code]) => [
          key,
          code,
        ]),
      );
      assert.deepEqual(
        Object.values(keys).map((key) => codes.get(key)),
        [undefined, 'PreconditionFailed', 'PreconditionFailed', 'NoSuchKey'],
      );
      refused(await get(client, keys.same), 404, 'NoSuchKey');
      assert.equal((await get(client, keys.other)).text, 'two');
    },
  },
  {
    name: 'version: many deletes of a version, each with the ETag that the current one needs',
    run: async (client) => {
      const key = freshKey();
      const first = await put(client, key, 'one');
      const { etag: older = '' } = (await get(client, key)).headers;
      await put(client, key, 'two');
      const { etag: current = '' } = (await get(client, key)).headers;
      const item = (etag: string) => `<Key>${key}</Key><VersionId>${first}</VersionId><ETag>${escaped(etag)}</ETag>`;
      // "Conditional delete evaluations only apply to the current version of the object."
      const kept = await removeMany(client, item(older));
      assert.deepEqual([kept.status, kept.element('Code')], [200, 'PreconditionFailed'], kept.text);
      assert.equal((await get(client, key, first)).text, 'one');
      const gone = await removeMany(client, item(current));
      assert.deepEqual([gone.status, gone.text.includes('<Error>')], [200, false], gone.text);
      refused(await get(client, key, first), 404, 'NoSuchVersion');
    },
  },
  {
    name: 'version: the list goes on after a version that was deleted meanwhile',
    run: async (client) => {
      const key = freshKey();
      const ids: string[] = [];
      for (const body of ['one', 'two', 'three']) ids.unshift(await put(client, key, body));
      const list = (query: Record<string, string>) =>
        client.send({ method: 'GET', versioned, query: { versions: '', prefix: key, ...query } });
      const page = await list({ 'max-keys': '2' });
      const marker = page.element('NextVersionIdMarker');
      assert.deepEqual([page.element('NextKeyMarker'), marker], [key, ids[1]]);
      succeeded(await remove(client, key, marker), 204);
      const rest = await list({ 'key-marker': key, 'version-id-marker': marker });
      succeeded(rest);
      const listed = [...rest.text.matchAll(/<VersionId>([^<]*)</g)].map(([, id]) => id);
      assert.deepEqual(listed, [ids[2]]);
    },
  },
  {
    name: 'version: a marker that cannot be a version',
    run: async (client) => {
      const query = { versions: '', 'key-marker': 'x', 'version-id-marker': 'no/such id' };
      refused(await client.send({ method: 'GET', versioned, query }), 400, 'InvalidArgument');
    },
  },
  {
    name: 'version: many deletes without a digest',
    run: async (client) => {
      const body = '<Delete><Object><Key>x</Key></Object></Delete>';
      const request = { method: 'POST', query: { delete: '' }, body, auth: 'header' } as const;
      refused(await client.send(request), 400, 'InvalidRequest');
    },
  },
];
