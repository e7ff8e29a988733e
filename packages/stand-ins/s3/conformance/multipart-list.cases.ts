import assert from 'node:assert/strict';

import { freshKey, refused, succeeded, type Case } from '../testing/case.ts';
import type { Client, Response } from '../testing/client.ts';
import { abort, all, listParts, part, start, type Headers } from '../testing/multipart-steps.ts';

const uploads = (client: Client, query: Headers) => client.send({ method: 'GET', query: { uploads: '', ...query } });

const keys = (response: Response) => all(response, 'Key').map(decodeURIComponent);

const folders = ({ text }: Response) =>
  [...text.matchAll(/<CommonPrefixes><Prefix>([^<]*)<\/Prefix>/g)].map(([, found = '']) => decodeURIComponent(found));

async function startAll(client: Client, names: readonly string[]) {
  const folder = freshKey('');
  const ids: string[] = [];
  for (const name of names) ids.push(await start(client, folder + name));
  return { folder, ids };
}

/** Fetches all pages by their markers. */
async function pages(client: Client, query: Headers): Promise<Response[]> {
  const found: Response[] = [];
  let markers: Headers = {};
  do {
    const page = await uploads(client, { ...query, ...markers, 'encoding-type': 'url' });
    succeeded(page);
    found.push(page);
    markers = {
      'key-marker': decodeURIComponent(page.element('NextKeyMarker')),
      'upload-id-marker': page.element('NextUploadIdMarker'),
    };
  } while (found.at(-1)?.element('IsTruncated') === 'true' && found.length < 20);
  return found;
}

export const multipartListCases: readonly Case[] = [
  {
    name: 'multipart list: parts by number, a page at a time',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const etags: string[] = [];
      for (const number of [10, 2, 1]) {
        etags.unshift((await part(client, key, { uploadId, number, body: `part ${number}` })).etag);
      }
      const first = await listParts(client, key, uploadId, { 'max-parts': '2' });
      assert.deepEqual([all(first, 'PartNumber'), first.element('IsTruncated')], [['1', '2'], 'true']);
      assert.equal(first.element('NextPartNumberMarker'), '2');
      assert.deepEqual(all(first, 'Size'), ['6', '6']);
      assert.deepEqual(
        all(first, 'ETag').map((etag) => etag.replaceAll(/&quot;|&#34;/g, '"')),
        etags.slice(0, 2),
      );
      const second = await listParts(client, key, uploadId, { 'max-parts': '2', 'part-number-marker': '2' });
      assert.deepEqual([all(second, 'PartNumber'), second.element('IsTruncated')], [['10'], 'false']);
    },
  },
  {
    name: 'multipart list: parts with max-parts that is no number',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      refused(await listParts(client, key, uploadId, { 'max-parts': 'x' }), 400, 'InvalidArgument');
    },
  },
  {
    name: 'multipart list: uploads by key, then by their beginning',
    run: async (client) => {
      const { folder, ids } = await startAll(client, ['b', 'a', 'b', 'c']);
      const [b1, a, b2, c] = ids;
      const page = await uploads(client, { prefix: folder });
      succeeded(page);
      assert.deepEqual(
        keys(page),
        ['a', 'b', 'b', 'c'].map((name) => folder + name),
      );
      assert.deepEqual(all(page, 'UploadId'), [a, b1, b2, c]);
      assert.ok(Date.parse(page.element('Initiated')) > 0);
    },
  },
  {
    name: 'multipart list: what is aborted is not listed',
    run: async (client) => {
      const { folder, ids } = await startAll(client, ['a', 'b']);
      await abort(client, `${folder}a`, ids[0] ?? '');
      assert.deepEqual(keys(await uploads(client, { prefix: folder })), [`${folder}b`]);
    },
  },
  {
    name: 'multipart list: folders by delimiter',
    run: async (client) => {
      const { folder } = await startAll(client, ['a', 'b/1', 'b/2', 'c']);
      const page = await uploads(client, { prefix: folder, delimiter: '/' });
      assert.deepEqual([keys(page), folders(page)], [[`${folder}a`, `${folder}c`], [`${folder}b/`]]);
    },
  },
  {
    name: 'multipart list: pages hold every upload and folder once',
    run: async (client) => {
      const { folder, ids } = await startAll(client, ['a', 'a', 'b/1', 'b/2', 'c c', 'd/1']);
      const found = await pages(client, { prefix: folder, delimiter: '/', 'max-uploads': '1' });
      assert.deepEqual(
        found.flatMap((page) => [...keys(page), ...folders(page)]),
        ['a', 'a', 'b/', 'c c', 'd/'].map((name) => folder + name),
      );
      assert.deepEqual(
        found.flatMap((page) => all(page, 'UploadId')),
        [ids[0], ids[1], ids[4]],
      );
    },
  },
  {
    name: 'multipart list: a key marker alone goes on after its key',
    run: async (client) => {
      const { folder, ids } = await startAll(client, ['a', 'a', 'b']);
      const after = await uploads(client, { prefix: folder, 'key-marker': `${folder}a` });
      assert.deepEqual(keys(after), [`${folder}b`]);
      const within = { prefix: folder, 'key-marker': `${folder}a`, 'upload-id-marker': ids[0] ?? '' };
      assert.deepEqual(all(await uploads(client, within), 'UploadId'), [ids[1], ids[2]]);
    },
  },
  {
    name: 'multipart list: max-uploads that is no number',
    run: async (client) => refused(await uploads(client, { 'max-uploads': 'x' }), 400, 'InvalidArgument'),
  },
];
