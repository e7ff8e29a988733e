import assert from 'node:assert/strict';

import type { CopiedPart, CopyUpload } from '../files/copy-store.ts';
import type { StoreCase, StoreSubject } from './store-case.ts';

const etagOfNothing = '"d41d8cd98f00b204e9800998ecf8427e"';
const wrongChecksum = 'AAAAAAAAAAE=';
const mib = 1024 ** 2;

/** Stores a file and returns what a copy of it names. */
async function stored({ prefix, putFile }: StoreSubject, name = 'a', bytes = Buffer.from('123456789')) {
  const from = prefix + name;
  return { from, etag: await putFile(from, bytes, 'text/x-special'), to: `${prefix}b` };
}

const wholeCases: readonly StoreCase[] = [
  {
    name: 'store: copies a file with its type and checksum, and leaves it where it is',
    run: async (subject) => {
      const copy = await stored(subject);
      const copied = await subject.copies.copyFile(copy);
      assert.deepEqual(copied, { kind: 'copied', etag: copy.etag, crc64nvme: 'rosUhgp5mIg=' });
      const [source, target] = [await subject.files.describe(copy.from), await subject.files.describe(copy.to)];
      assert.deepEqual({ ...target, versionId: '' }, { ...source, versionId: '' });
      assert.notEqual(target?.versionId, source?.versionId);
    },
  },
  {
    name: 'store: a copy never takes the place of a file, whatever it is',
    run: async (subject) => {
      const copy = await stored(subject);
      const other = await subject.putFile(copy.to, Buffer.from('other'));
      assert.deepEqual(await subject.copies.copyFile(copy), { kind: 'taken', mayBeOurs: false });
      assert.equal((await subject.files.describe(copy.to))?.etag, other);
      const { versions } = await subject.versions.listVersions({ prefix: copy.to, limit: 10 });
      assert.equal(versions.length, 1);
    },
  },
  {
    name: 'store: copies over a deletion, and only the version that is meant',
    run: async (subject) => {
      const { copies, files, deleteFile } = subject;
      const copy = await stored(subject);
      await subject.putFile(copy.to, Buffer.from('other'));
      await deleteFile(copy.to);
      assert.deepEqual(await copies.copyFile({ ...copy, etag: etagOfNothing }), { kind: 'source-changed' });
      assert.equal(await files.describe(copy.to), undefined);
      assert.equal((await copies.copyFile(copy)).kind, 'copied');
      await deleteFile(copy.from);
      assert.deepEqual(await copies.copyFile({ ...copy, to: `${copy.to}2` }), { kind: 'source-absent' });
    },
  },
  {
    name: 'store: copies from and to names of any characters',
    run: async (subject) => {
      for (const name of ['a&b<c>"d\'', ' a ', 'a%20+b?c#d', 'a\u{1f600}', 'ä', 'dbl//x', 'a/']) {
        const { from, etag } = await stored(subject, name);
        const to = `${subject.prefix}to/${name}`;
        assert.equal((await subject.copies.copyFile({ from, etag, to })).kind, 'copied', name);
        assert.equal((await subject.files.describe(to))?.etag, etag, name);
      }
    },
  },
  {
    name: 'store: of 8 copies to one name exactly one is made',
    run: async (subject) => {
      const copy = await stored(subject);
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => subject.copies.copyFile(copy)));
      assert.equal(outcomes.filter(({ kind }) => kind === 'copied').length, 1);
      const { versions } = await subject.versions.listVersions({ prefix: copy.to, limit: 10 });
      assert.equal(versions.length, 1);
    },
  },
];

const large = Buffer.alloc(6 * mib, 'x');
const ranges = [
  { partNumber: 1, first: 0, last: 5 * mib - 1 },
  { partNumber: 2, first: 5 * mib, last: 6 * mib - 1 },
];

/** Starts a copy in parts and copies all of them. */
async function inParts(subject: StoreSubject): Promise<CopyUpload & { readonly parts: readonly CopiedPart[] }> {
  const copy = await stored(subject, 'large', large);
  const started = await subject.copies.startCopy(copy);
  assert.ok(started.kind === 'started');
  const upload = { ...copy, uploadId: started.uploadId };
  assert.deepEqual(await subject.copies.copiedParts(upload), []);
  for (const range of ranges) assert.equal(await subject.copies.copyPart({ ...upload, ...range }), undefined);
  return { ...upload, parts: (await subject.copies.copiedParts(upload)) ?? [] };
}

const partCases: readonly StoreCase[] = [
  {
    name: 'store: copies a file in parts, with its type and checksum',
    run: async (subject) => {
      const { copies, files } = subject;
      const copy = await inParts(subject);
      assert.deepEqual(
        copy.parts.map(({ partNumber }) => partNumber),
        [1, 2],
      );
      const source = await files.describe(copy.from);
      const completion = await copies.completeCopy({
        ...{ ...copy, sizeBytes: large.length },
        crc64nvme: source?.crc64nvme,
      });
      const target = await files.describe(copy.to);
      assert.deepEqual(completion, { kind: 'copied', etag: target?.etag });
      assert.deepEqual({ ...target, versionId: '', etag: '' }, { ...source, versionId: '', etag: '' });
      assert.equal(await copies.copiedParts(copy), undefined);
      assert.deepEqual(await copies.completeCopy({ ...copy, sizeBytes: large.length }), { kind: 'no-such-upload' });
    },
  },
  {
    name: 'store: parts with another checksum than the file make no file',
    run: async (subject) => {
      const copy = await inParts(subject);
      const completion = { ...copy, sizeBytes: large.length, crc64nvme: wrongChecksum };
      assert.deepEqual(await subject.copies.completeCopy(completion), { kind: 'checksum-mismatch' });
      assert.equal(await subject.files.describe(copy.to), undefined);
      await subject.copies.abortCopy(copy);
      assert.equal(await subject.copies.copiedParts(copy), undefined);
      await subject.copies.abortCopy(copy);
    },
  },
  {
    name: 'store: parts never take the place of a file that came meanwhile',
    run: async (subject) => {
      const copy = await inParts(subject);
      const other = await subject.putFile(copy.to, Buffer.from('other'));
      const completion = await subject.copies.completeCopy({ ...copy, sizeBytes: large.length });
      assert.ok(completion.kind === 'taken' || completion.kind === 'no-such-upload', completion.kind);
      assert.equal((await subject.files.describe(copy.to))?.etag, other);
    },
  },
  {
    name: 'store: a part is of the version that is meant, and of an upload that is there',
    run: async (subject) => {
      const { copies, replaceFile } = subject;
      const copy = await inParts(subject);
      await replaceFile(copy.from, large.fill('y'), copy.etag);
      large.fill('x');
      const [range] = ranges;
      assert.ok(range);
      assert.deepEqual(await copies.copyPart({ ...copy, ...range }), { kind: 'source-changed' });
      assert.deepEqual(await copies.startCopy(copy), { kind: 'source-changed' });
      await copies.abortCopy(copy);
      assert.deepEqual(await copies.copyPart({ ...copy, ...range }), { kind: 'no-such-upload' });
    },
  },
];

/** What `CopyStore` promises. */
export const copyStoreCases: readonly StoreCase[] = [...wholeCases, ...partCases];
