import assert from 'node:assert/strict';

import { freshKey, refused, stored, type Case } from '../testing/case.ts';
import type { Client, Response } from '../testing/client.ts';

const all = (response: Response, element: string): string[] =>
  [...response.text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => text);

const keys = (response: Response) => all(response, 'Key').map(decodeURIComponent);

const folders = (response: Response) =>
  [...response.text.matchAll(/<CommonPrefixes><Prefix>([^<]*)<\/Prefix>/g)].map(([, text = '']) =>
    decodeURIComponent(text),
  );

const list = (client: Client, query: Record<string, string>) =>
  client.send({ method: 'GET', query: { 'list-type': '2', 'encoding-type': 'url', ...query } });

async function folderOf(client: Client, names: readonly string[]): Promise<string> {
  const folder = freshKey('');
  for (const name of names) await stored(client, `${folder}${name}`, name);
  return folder;
}

const refusedList = (name: string, query: Record<string, string>): Case => ({
  name: `list: ${name}`,
  run: async (client) => refused(await list(client, query), 400, 'InvalidArgument'),
});

/** Fetches all pages. */
async function pages(client: Client, query: Record<string, string>): Promise<Response[]> {
  const found: Response[] = [];
  let token: string | undefined;
  do {
    const page = await list(client, { ...query, ...(token !== undefined && { 'continuation-token': token }) });
    found.push(page);
    token = page.element('NextContinuationToken') || undefined;
    assert.equal(page.element('IsTruncated'), String(token !== undefined));
  } while (token !== undefined && found.length < 50);
  return found;
}

export const listCases: readonly Case[] = [
  refusedList('max-keys that is no number', { 'max-keys': 'many' }),
  refusedList('max-keys below 0', { 'max-keys': '-1' }),
  refusedList('an invented continuation token', { 'continuation-token': 'bm9uc2Vuc2U=' }),
  refusedList('an unknown encoding', { 'encoding-type': 'rot13' }),
  {
    name: 'list: the order is that of UTF-8 bytes, not of UTF-16',
    run: async (client) => {
      // U+FF5E comes after U+1F600 in UTF-16 and before it in UTF-8.
      const sorted = ['A', 'a', 'a b', 'a/b', 'ab', 'é', '日本', '～', '😀'];
      const folder = await folderOf(client, sorted.toReversed());
      assert.deepEqual(
        keys(await list(client, { prefix: folder })),
        sorted.map((name) => folder + name),
      );
    },
  },
  {
    name: 'list: folders by delimiter, and their count',
    run: async (client) => {
      const folder = await folderOf(client, ['a', 'b/1', 'b/2', 'b/c/3', 'd/', 'e']);
      const page = await list(client, { prefix: folder, delimiter: '/' });
      assert.deepEqual(
        [keys(page), folders(page)],
        [
          [`${folder}a`, `${folder}e`],
          [`${folder}b/`, `${folder}d/`],
        ],
      );
      assert.equal(page.element('KeyCount'), '4');
    },
  },
  {
    name: 'list: pages hold every key and folder once',
    run: async (client) => {
      const folder = await folderOf(client, ['a', 'b/1', 'b/2', 'c', 'd/1', 'd/2', 'd/3', 'e']);
      const found = await pages(client, { prefix: folder, delimiter: '/', 'max-keys': '1' });
      const entries = found.flatMap((page) => [...keys(page), ...folders(page)]);
      assert.deepEqual(
        entries,
        ['a', 'b/', 'c', 'd/', 'e'].map((name) => folder + name),
      );
      assert.equal(found.length, 5);
    },
  },
  {
    name: 'list: start-after',
    run: async (client) => {
      const folder = await folderOf(client, ['a', 'b', 'c']);
      assert.deepEqual(keys(await list(client, { prefix: folder, 'start-after': `${folder}a` })), [
        `${folder}b`,
        `${folder}c`,
      ]);
    },
  },
  {
    name: 'list: no keys asked for',
    run: async (client) => {
      const folder = await folderOf(client, ['a']);
      const page = await list(client, { prefix: folder, 'max-keys': '0' });
      assert.deepEqual([keys(page), page.element('IsTruncated'), page.element('KeyCount')], [[], 'false', '0']);
    },
  },
  {
    name: 'list: sizes, times, owner on demand',
    run: async (client) => {
      const folder = await folderOf(client, ['five!']);
      const page = await list(client, { prefix: folder });
      assert.equal(page.element('Size'), '5');
      assert.match(page.element('LastModified'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      assert.ok(!page.text.includes('<Owner>'));
      assert.ok((await list(client, { prefix: folder, 'fetch-owner': 'true' })).text.includes('<Owner>'));
    },
  },
];
