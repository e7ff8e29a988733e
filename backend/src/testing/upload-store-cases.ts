import assert from 'node:assert/strict';

import type { Completion, StoredPart, UploadPlace, UploadStore, UploadToComplete } from '../uploads/upload-store.ts';
import { crc64nvme } from './crc64nvme.ts';
import type { StoreCase, StoreSubject } from './store-case.ts';

const mib = 1024 ** 2;
const first = Buffer.alloc(5 * mib, 'the first part is as small as S3 takes it');
const second = Buffer.from('the last part');
const etagOfNothing = '"d41d8cd98f00b204e9800998ecf8427e"';

async function started({ uploads, prefix }: StoreSubject, name = 'a b.bin'): Promise<UploadPlace> {
  const key = prefix + name;
  return { key, uploadId: await uploads.create({ key, contentType: 'video/mp4' }) };
}

/** Sends all parts of an upload and returns what completes it. */
async function sent(subject: StoreSubject, pieces: readonly Buffer[] = [first, second]): Promise<UploadToComplete> {
  const place = await started(subject);
  for (const [index, piece] of pieces.entries()) assert.ok(await subject.putPart(place, index + 1, piece));
  const bytes = Buffer.concat(pieces);
  return {
    ...place,
    parts: await arrived(subject.uploads, place),
    sizeBytes: bytes.length,
    crc64nvme: await crc64nvme(bytes),
    condition: { kind: 'create' },
  };
}

async function arrived(uploads: UploadStore, place: UploadPlace, after = 0): Promise<readonly StoredPart[]> {
  const page = await uploads.parts(place, after);
  assert.ok(page, 'There is no such upload.');
  return page.parts;
}

/** Asserts that an attempt to complete ends as `kind` and leaves the upload as it was. */
async function undone(uploads: UploadStore, upload: UploadToComplete, kind: Completion['kind']): Promise<void> {
  assert.deepEqual(await uploads.complete(upload), { kind });
  assert.ok(await uploads.parts(upload));
}

const partCases: readonly StoreCase[] = [
  {
    name: 'store: an upload lists its parts in order, with size, ETag and checksum',
    run: async (subject) => {
      const place = await started(subject);
      for (const number of [3, 1, 2]) assert.ok(await subject.putPart(place, number, Buffer.from(`part ${number}`)));
      const parts = await arrived(subject.uploads, place);
      assert.deepEqual(
        parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]),
        [1, 2, 3].map((number) => [number, 6]),
      );
      assert.equal(parts[0]?.crc64nvme, await crc64nvme(Buffer.from('part 1')));
      assert.match(parts[0].etag, /^"[0-9a-f]{32}"$/);
      const rest = await arrived(subject.uploads, place, 2);
      assert.deepEqual(rest, parts.slice(2));
    },
  },
  {
    name: 'store: of a part that was sent twice the last one counts',
    run: async (subject) => {
      const place = await started(subject);
      for (const text of ['first', 'second']) await subject.putPart(place, 1, Buffer.from(text));
      const [part, ...more] = await arrived(subject.uploads, place);
      assert.deepEqual([part?.sizeBytes, more], [6, []]);
    },
  },
  {
    name: 'store: knows an upload only under its own key',
    run: async (subject) => {
      const place = await started(subject);
      const others = [
        { ...place, key: `${place.key}2` },
        { ...place, uploadId: `${place.uploadId}2` },
      ];
      for (const other of others) {
        assert.equal(await subject.uploads.parts(other), undefined);
        assert.equal(await subject.putPart(other, 1, second), false);
        await subject.uploads.abort(other);
      }
      assert.deepEqual(await arrived(subject.uploads, place), []);
    },
  },
  {
    name: 'store: an upload that was given up is gone, and giving up may be repeated',
    run: async (subject) => {
      const place = await started(subject);
      await subject.putPart(place, 1, second);
      await subject.uploads.abort(place);
      await subject.uploads.abort(place);
      assert.equal(await subject.uploads.parts(place), undefined);
      assert.equal(await subject.putPart(place, 1, second), false);
    },
  },
  {
    name: 'store: lists the unfinished uploads under a prefix and no others',
    run: async (subject) => {
      const { uploads, prefix } = subject;
      const wanted = [
        await started(subject, 'mine/a'),
        await started(subject, 'mine/b'),
        await started(subject, 'mine/b'),
      ];
      await started(subject, 'yours/a');
      const page = await uploads.list({ prefix: `${prefix}mine/` });
      const found = page.uploads.map(({ key, uploadId }) => `${key} ${uploadId}`);
      assert.deepEqual(found.toSorted(), wanted.map(({ key, uploadId }) => `${key} ${uploadId}`).toSorted());
      assert.ok(page.uploads.every(({ startedAt }) => startedAt instanceof Date && !Number.isNaN(startedAt.getTime())));
      assert.deepEqual(await uploads.list({ prefix: `${prefix}theirs/` }), { uploads: [] });
    },
  },
];

const completionCases: readonly StoreCase[] = [
  {
    name: 'store: completes a file with the checksum of all its bytes',
    run: async (subject) => {
      const { files, uploads } = subject;
      const upload = await sent(subject);
      const completion = await uploads.complete(upload);
      assert.equal(completion.kind, 'completed');
      const { versionId, ...described } = (await files.describe(upload.key)) ?? {};
      assert.ok(versionId);
      assert.deepEqual(described, {
        sizeBytes: first.length + second.length,
        contentType: 'video/mp4',
        etag: completion.etag,
        crc64nvme: upload.crc64nvme,
      });
      assert.match(completion.etag, /^"[0-9a-f]{32}-2"$/);
      assert.equal(await uploads.parts(upload), undefined);
    },
  },
  {
    name: 'store: refuses parts that are not the bytes of the checksum',
    run: async (subject) => {
      const upload = await sent(subject);
      await undone(subject.uploads, { ...upload, crc64nvme: 'AAAAAAAAAAA=' }, 'parts-refused');
    },
  },
  {
    name: 'store: refuses a part that was replaced meanwhile',
    run: async (subject) => {
      const upload = await sent(subject);
      await subject.putPart(upload, 2, Buffer.from('another part.'));
      await undone(subject.uploads, upload, 'parts-refused');
    },
  },
  {
    name: 'store: refuses a part that is not there',
    run: async (subject) => {
      const upload = await sent(subject);
      await undone(
        subject.uploads,
        { ...upload, parts: [...upload.parts, { partNumber: 3, etag: etagOfNothing, crc64nvme: 'AAAAAAAAAAA=' }] },
        'parts-refused',
      );
    },
  },
  {
    name: 'store: refuses a part below 5 MiB that is not the last',
    run: async (subject) => {
      await undone(subject.uploads, await sent(subject, [Buffer.from('small'), second]), 'parts-refused');
    },
  },
  {
    name: 'store: creates only where nothing is',
    run: async (subject) => {
      const upload = await sent(subject, [second]);
      const etag = await subject.putFile(upload.key, Buffer.from('there before'));
      await undone(subject.uploads, upload, 'condition-failed');
      assert.equal((await subject.files.describe(upload.key))?.etag, etag);
    },
  },
  {
    name: 'store: replaces the version that was named and no other',
    run: async (subject) => {
      // S3 completes no upload that began before the version that it would replace.
      const etag = await subject.putFile(`${subject.prefix}a b.bin`, Buffer.from('there before'));
      const upload = await sent(subject, [second]);
      await undone(
        subject.uploads,
        { ...upload, condition: { kind: 'replace', etag: etagOfNothing } },
        'condition-failed',
      );
      const completion = await subject.uploads.complete({ ...upload, condition: { kind: 'replace', etag } });
      assert.equal(completion.kind, 'completed');
      assert.equal((await subject.files.describe(upload.key))?.etag, completion.etag);
    },
  },
  {
    name: 'store: takes no upload whose key was written or deleted after it began',
    run: async (subject) => {
      const upload = await sent(subject, [second]);
      const etag = await subject.putFile(upload.key, Buffer.from('stored meanwhile'));
      const replacing: UploadToComplete = { ...upload, condition: { kind: 'replace', etag } };
      assert.deepEqual(await subject.uploads.complete(replacing), { kind: 'conflict' });
      await subject.deleteFile(upload.key);
      assert.deepEqual(await subject.uploads.complete(upload), { kind: 'conflict' });
      const again = await sent(subject, [second]);
      assert.equal((await subject.uploads.complete(again)).kind, 'completed');
    },
  },
  {
    name: 'store: does not replace what is not there',
    run: async (subject) => {
      const upload = await sent(subject, [second]);
      await undone(
        subject.uploads,
        { ...upload, condition: { kind: 'replace', etag: etagOfNothing } },
        'condition-failed',
      );
    },
  },
  {
    name: 'store: of 8 uploads to one key exactly one becomes the file',
    run: async (subject) => {
      const racing = [];
      for (let index = 0; index < 8; index += 1) racing.push(await sent(subject, [Buffer.from(`upload ${index}`)]));
      const completions = await Promise.all(racing.map((upload) => subject.uploads.complete(upload)));
      const winners = completions.filter(({ kind }) => kind === 'completed');
      const others = completions.filter(({ kind }) => ['condition-failed', 'conflict'].includes(kind));
      assert.deepEqual([winners.length, others.length], [1, 7]);
    },
  },
];

export const uploadStoreCases: readonly StoreCase[] = [...partCases, ...completionCases];
