import assert from 'node:assert/strict';

import type { StoreCase } from './store-case.ts';

const etagOfNothing = '"d41d8cd98f00b204e9800998ecf8427e"';

/** What `FileStore.deleteVersions` promises. */
export const deleteCases: readonly StoreCase[] = [
  {
    name: 'store: deletes each file while its version is the current one, and no other',
    run: async ({ files, prefix, putFile }) => {
      const [a, b] = [await putFile(`${prefix}a`, Buffer.from('a')), await putFile(`${prefix}b`, Buffer.from('b'))];
      const outcomes = await files.deleteVersions([
        { key: `${prefix}a`, etag: a },
        { key: `${prefix}none`, etag: a },
        { key: `${prefix}b`, etag: etagOfNothing },
      ]);
      assert.deepEqual(outcomes, ['deleted', 'absent', 'changed']);
      assert.equal(await files.describe(`${prefix}a`), undefined);
      assert.equal((await files.describe(`${prefix}b`))?.etag, b);
    },
  },
  {
    name: 'store: says that a file which is deleted already is absent',
    run: async ({ files, prefix, putFile }) => {
      const file = { key: `${prefix}a`, etag: await putFile(`${prefix}a`, Buffer.from('a')) };
      assert.deepEqual(await files.deleteVersions([file]), ['deleted']);
      assert.deepEqual(await files.deleteVersions([file]), ['absent']);
    },
  },
  {
    name: 'store: a version that was stored meanwhile survives',
    run: async ({ files, prefix, putFile, replaceFile }) => {
      const key = `${prefix}a`;
      const etag = await putFile(key, Buffer.from('old'));
      const newer = await replaceFile(key, Buffer.from('new'), etag);
      assert.deepEqual(await files.deleteVersions([{ key, etag }]), ['changed']);
      assert.equal((await files.describe(key))?.etag, newer);
    },
  },
  {
    name: 'store: deletes names of any characters',
    run: async ({ files, prefix, putFile }) => {
      const names = [
        'a&b<c>"d\'',
        ' a ',
        'a%20+b',
        'a\tb',
        'a\nb',
        'a\u0001b',
        'a\u007f',
        'a\ufffe',
        'a\u{1f600}',
        'ä',
      ];
      const listed = [];
      for (const name of names)
        listed.push({ key: prefix + name, etag: await putFile(prefix + name, Buffer.from('x')) });
      const outcomes = await files.deleteVersions(listed);
      assert.deepEqual(
        outcomes,
        names.map(() => 'deleted'),
      );
      assert.deepEqual(await files.listDeep({ prefix, limit: 100 }), { files: [], hasMore: false });
    },
  },
  {
    name: 'store: of 8 deletes of one version exactly one deletes it',
    run: async ({ files, versions, prefix, putFile }) => {
      const key = `${prefix}a`;
      const etag = await putFile(key, Buffer.from('a'));
      const outcomes = (
        await Promise.all(Array.from({ length: 8 }, () => files.deleteVersions([{ key, etag }])))
      ).flat();
      assert.deepEqual(
        outcomes.filter((outcome) => outcome === 'deleted'),
        ['deleted'],
      );
      const { versions: found } = await versions.listVersions({ prefix: key, limit: 10 });
      assert.equal(found.length, 2);
    },
  },
];
