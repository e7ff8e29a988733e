import assert from 'node:assert/strict';

import { BadListPosition } from '../files/file-store.ts';
import type { StoreCase } from './store-case.ts';

export const fileStoreCases: readonly StoreCase[] = [
  {
    name: 'store: a file that is not there',
    run: async ({ files, prefix, deleteFile }) => {
      assert.equal(await files.describe(`${prefix}none`), undefined);
      await deleteFile(`${prefix}none`);
    },
  },
  {
    name: 'store: describes what was stored',
    run: async ({ files, prefix, putFile }) => {
      const etag = await putFile(`${prefix}a b.txt`, Buffer.from('123456789'), 'text/plain; charset=utf-8');
      const { versionId, ...described } = (await files.describe(`${prefix}a b.txt`)) ?? {};
      assert.match(versionId ?? '', /^[\w.-]+$/);
      assert.deepEqual(described, {
        sizeBytes: 9,
        contentType: 'text/plain; charset=utf-8',
        etag,
        // The check value of CRC-64/NVME: ae8b14860a799888.
        crc64nvme: 'rosUhgp5mIg=',
      });
    },
  },
  {
    name: 'store: deletes, and again',
    run: async ({ files, prefix, putFile, deleteFile }) => {
      await putFile(`${prefix}a`, Buffer.from('x'));
      await deleteFile(`${prefix}a`);
      await deleteFile(`${prefix}a`);
      assert.equal(await files.describe(`${prefix}a`), undefined);
      assert.deepEqual(await files.list({ prefix, limit: 10 }), { prefixes: [], files: [] });
    },
  },
  {
    name: 'store: lists one level in UTF-8 order, page by page without loss',
    run: async ({ files, prefix, putFile }) => {
      // U+10000 sorts after U+FF5E in UTF-8, and before it in UTF-16.
      for (const name of ['b', 'a/1', 'a/2', 'a/c/3', 'a.txt', '\u{10000}', '\uff5e']) {
        await putFile(prefix + name, Buffer.from('x'));
      }
      const seen: string[] = [];
      let from: string | undefined;
      do {
        const page = await files.list({ prefix, limit: 2, ...(from !== undefined && { from }) });
        assert.ok(page.prefixes.length + page.files.length <= 2);
        seen.push(...[...page.prefixes, ...page.files.map(({ key }) => key)].map((key) => key.slice(prefix.length)));
        from = page.next;
      } while (from !== undefined && seen.length < 20);
      assert.deepEqual(seen.toSorted(), ['a.txt', 'a/', 'b', '\u{10000}', '\uff5e'].toSorted());
      assert.deepEqual(
        seen.filter((name) => name > 'b'),
        ['\uff5e', '\u{10000}'],
      );
    },
  },
  {
    name: 'store: lists every file at any depth in UTF-8 order, page by page without loss',
    run: async ({ files, prefix, putFile }) => {
      const names = ['a/1', 'a/c/3', 'a.txt', 'b', '\u{10000}', '\uff5e'];
      for (const name of names) await putFile(prefix + name, Buffer.from('x'));
      const seen: string[] = [];
      for (let hasMore = true, after: string | undefined; hasMore && seen.length < 20; after = seen.at(-1)) {
        const page = await files.listDeep({ prefix, limit: 4, ...(after !== undefined && { after }) });
        seen.push(...page.files.map(({ key }) => key));
        hasMore = page.hasMore;
      }
      assert.deepEqual(
        seen.map((key) => key.slice(prefix.length)),
        ['a.txt', 'a/1', 'a/c/3', 'b', '\uff5e', '\u{10000}'],
      );
    },
  },
  {
    name: 'store: a list at any depth leaves out what is deleted, and begins after any text',
    run: async ({ files, prefix, putFile, deleteFile }) => {
      for (const name of ['a', 'b', 'c']) await putFile(prefix + name, Buffer.from('x'));
      await deleteFile(`${prefix}b`);
      const { files: found, hasMore } = await files.listDeep({ prefix, limit: 10, after: `${prefix}a!` });
      assert.deepEqual([found.map(({ key }) => key), hasMore], [[`${prefix}c`], false]);
      assert.equal(found[0]?.modifiedAt.getMilliseconds(), 0);
    },
  },
  {
    name: 'store: finds the key itself first among those that begin alike',
    run: async ({ files, prefix, putFile }) => {
      for (const name of ['a.b', 'a/b', 'a', 'ab']) await putFile(prefix + name, Buffer.from('x'));
      const page = await files.list({ prefix: `${prefix}a`, limit: 1 });
      assert.deepEqual([page.files.map(({ key }) => key), page.prefixes], [[`${prefix}a`], []]);
    },
  },
  {
    name: 'store: marks a folder once, as an empty object with a checksum',
    run: async ({ files, prefix, deleteFile }) => {
      assert.equal(await files.createMarker(`${prefix}a/`), true);
      assert.equal(await files.createMarker(`${prefix}a/`), false);
      const { versionId, ...described } = (await files.describe(`${prefix}a/`)) ?? {};
      assert.match(versionId ?? '', /^[\w.-]+$/);
      assert.deepEqual(described, {
        sizeBytes: 0,
        contentType: 'application/x-directory',
        etag: '"d41d8cd98f00b204e9800998ecf8427e"',
        crc64nvme: 'AAAAAAAAAAA=',
      });
      assert.deepEqual(await files.list({ prefix, limit: 10 }), { prefixes: [`${prefix}a/`], files: [] });
      await deleteFile(`${prefix}a/`);
      assert.equal(await files.createMarker(`${prefix}a/`), true);
    },
  },
  {
    name: 'store: refuses a place in a list that it did not give',
    run: async ({ files, prefix, putFile }) => {
      await putFile(`${prefix}a`, Buffer.from('x'));
      await assert.rejects(files.list({ prefix, limit: 1, from: 'forged' }), BadListPosition);
    },
  },
];
