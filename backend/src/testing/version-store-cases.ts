import assert from 'node:assert/strict';

import { BadListPosition } from '../files/file-store.ts';
import type { StoredVersion, VersionPlace } from '../files/version-store.ts';
import type { StoreCase, StoreSubject } from './store-case.ts';

const etagOfNothing = '"d41d8cd98f00b204e9800998ecf8427e"';

/** Stores a file and replaces it, and returns both versions, the newest first. */
async function storedTwice({ versions, prefix, putFile, replaceFile }: StoreSubject, name = 'a') {
  const key = prefix + name;
  const etag = await putFile(key, Buffer.from('one'), 'text/plain');
  await replaceFile(key, Buffer.from('second'), etag);
  const [newest, oldest] = (await versions.listVersions({ prefix: key, limit: 10 })).versions;
  assert.ok(newest && oldest, 'A version is missing.');
  return { key, newest, oldest };
}

async function allVersions({ versions, prefix }: StoreSubject, limit: number): Promise<StoredVersion[]> {
  const seen: StoredVersion[] = [];
  let after: VersionPlace | undefined;
  do {
    const page = await versions.listVersions({ prefix, limit, ...(after !== undefined && { after }) });
    assert.ok(page.versions.length <= limit);
    seen.push(...page.versions);
    after = page.next;
  } while (after !== undefined && seen.length < 30);
  return seen;
}

const listCases: readonly StoreCase[] = [
  {
    name: 'store: keeps every version, the newest first, with size and ETag',
    run: async (subject) => {
      const { key, newest, oldest } = await storedTwice(subject);
      assert.deepEqual([newest.key, newest.isCurrent, newest.file?.sizeBytes], [key, true, 6]);
      assert.deepEqual([oldest.key, oldest.isCurrent, oldest.file?.sizeBytes], [key, false, 3]);
      assert.notEqual(newest.versionId, oldest.versionId);
      assert.equal(newest.modifiedAt.getMilliseconds(), 0);
      assert.equal((await subject.files.describe(key))?.etag, newest.file?.etag);
    },
  },
  {
    name: 'store: a deletion is the current version, and the file is still there as a version',
    run: async (subject) => {
      const { key, newest } = await storedTwice(subject);
      await subject.deleteFile(key);
      const [deletion, hidden] = (await subject.versions.listVersions({ prefix: key, limit: 10 })).versions;
      assert.deepEqual([deletion?.isCurrent, deletion?.file], [true, undefined]);
      assert.deepEqual(hidden, { ...newest, isCurrent: false });
      assert.equal(await subject.files.describe(key), undefined);
    },
  },
  {
    name: 'store: lists versions by key in UTF-8 order, page by page without loss',
    run: async (subject) => {
      for (const name of ['b', 'a/1', '\u{10000}', '\uff5e']) await storedTwice(subject, name);
      await subject.deleteFile(`${subject.prefix}a/1`);
      const whole = await allVersions(subject, 1000);
      assert.deepEqual(
        whole.map(({ key, isCurrent }) => [key.slice(subject.prefix.length), isCurrent]),
        [
          ['a/1', true],
          ['a/1', false],
          ['a/1', false],
          ['b', true],
          ['b', false],
          ['\uff5e', true],
          ['\uff5e', false],
          ['\u{10000}', true],
          ['\u{10000}', false],
        ],
      );
      const paged = await allVersions(subject, 2);
      assert.deepEqual(
        paged.map(({ versionId }) => versionId).toSorted(),
        whole.map(({ versionId }) => versionId).toSorted(),
      );
    },
  },
  {
    name: 'store: goes on with versions after all those of a key',
    run: async (subject) => {
      const [a, b] = [await storedTwice(subject, 'a'), await storedTwice(subject, 'b')];
      const { versions } = await subject.versions.listVersions({
        prefix: subject.prefix,
        limit: 10,
        after: { key: a.key },
      });
      assert.deepEqual(versions, [b.newest, b.oldest]);
    },
  },
  {
    name: 'store: refuses a place in a list of versions that never was',
    run: async (subject) => {
      const { key } = await storedTwice(subject);
      const page = { prefix: key, limit: 1, after: { key, versionId: 'forged' } };
      await assert.rejects(subject.versions.listVersions(page), BadListPosition);
    },
  },
  {
    name: 'store: describes the version that is asked for',
    run: async (subject) => {
      const { key, newest, oldest } = await storedTwice(subject);
      const { sizeBytes, versionId } = (await subject.files.describe(key, oldest.versionId)) ?? {};
      assert.deepEqual([sizeBytes, versionId], [3, oldest.versionId]);
      await subject.deleteFile(key);
      const [deletion] = (await subject.versions.listVersions({ prefix: key, limit: 1 })).versions;
      assert.equal((await subject.files.describe(key, newest.versionId))?.sizeBytes, 6);
      for (const none of [deletion?.versionId, `${newest.versionId.slice(1)}0`, 'no id+=/']) {
        assert.equal(await subject.files.describe(key, none ?? ''), undefined);
      }
      assert.equal(await subject.files.describe(`${key}2`, newest.versionId), undefined);
    },
  },
];

const removeCases: readonly StoreCase[] = [
  {
    name: 'store: removing a deletion makes the version before it current, with the same ETag',
    run: async (subject) => {
      const { key, newest } = await storedTwice(subject);
      await subject.deleteFile(key);
      const [deletion] = (await subject.versions.listVersions({ prefix: key, limit: 1 })).versions;
      assert.ok(deletion);
      assert.deepEqual(await subject.versions.removeVersions([{ key, versionId: deletion.versionId }]), []);
      const current = await subject.files.describe(key);
      assert.deepEqual([current?.etag, current?.versionId], [newest.file?.etag, newest.versionId]);
    },
  },
  {
    name: 'store: removes versions for ever, and again',
    run: async (subject) => {
      const gone = await storedTwice(subject, 'a\u0001');
      const kept = await storedTwice(subject, 'b');
      const versions = [gone.newest, gone.oldest, kept.oldest].map(({ key, versionId }) => ({ key, versionId }));
      assert.deepEqual(await subject.versions.removeVersions(versions), []);
      assert.deepEqual(await subject.versions.removeVersions(versions), []);
      assert.deepEqual(await allVersions(subject, 10), [kept.newest]);
    },
  },
];

const copyCases: readonly StoreCase[] = [
  {
    name: 'store: a copy of an earlier version becomes current, with its type and checksum',
    run: async (subject) => {
      const { key, newest, oldest } = await storedTwice(subject, 'a b+ü?&.txt');
      const before = await subject.files.describe(key, oldest.versionId);
      const replaces = newest.file?.etag ?? '';
      const outcome = await subject.versions.copyVersion({ key, versionId: oldest.versionId, replaces });
      assert.equal(outcome.kind, 'copied');
      assert.equal(outcome.etag, oldest.file?.etag);
      assert.ok(outcome.modifiedAt instanceof Date);
      const copied = await subject.files.describe(key);
      assert.deepEqual({ ...copied, versionId: oldest.versionId }, before);
      assert.notEqual(copied?.versionId, oldest.versionId);
      assert.equal((await subject.versions.listVersions({ prefix: key, limit: 10 })).versions.length, 3);
    },
  },
  {
    name: 'store: copies over no other version than the one that is named, and over no deletion',
    run: async (subject) => {
      const { key, newest, oldest } = await storedTwice(subject);
      const { versionId } = oldest;
      const stale = { key, versionId, replaces: etagOfNothing };
      assert.deepEqual(await subject.versions.copyVersion(stale), { kind: 'changed' });
      assert.equal((await subject.files.describe(key))?.versionId, newest.versionId);
      await subject.deleteFile(key);
      const replaces = newest.file?.etag ?? '';
      assert.deepEqual(await subject.versions.copyVersion({ key, versionId, replaces }), { kind: 'changed' });
    },
  },
  {
    name: 'store: copies no version that is not there, and no deletion',
    run: async (subject) => {
      const { key, newest } = await storedTwice(subject);
      const replaces = newest.file?.etag ?? '';
      await subject.deleteFile(key);
      const [deletion] = (await subject.versions.listVersions({ prefix: key, limit: 1 })).versions;
      const fresh = await subject.putFile(key, Buffer.from('third'));
      for (const versionId of [deletion?.versionId ?? '', `${newest.versionId.slice(1)}0`, 'no-id']) {
        assert.deepEqual(await subject.versions.copyVersion({ key, versionId, replaces: fresh }), {
          kind: 'no-such-version',
        });
      }
      assert.notEqual(fresh, replaces);
      assert.equal((await subject.files.describe(key))?.etag, fresh);
    },
  },
];

/** What the rules of versions and of the trash rely on. */
export const versionStoreCases: readonly StoreCase[] = [...listCases, ...removeCases, ...copyCases];
