import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { crc64nvme } from '../testing/crc64nvme.ts';
import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { MemoryUploadStore } from '../testing/memory-upload-store.ts';
import { completeUpload } from './complete-upload.ts';
import type { Completion } from './upload-store.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const key = `users/${caller.id}/a/film.mp4`;
const partBytes = 16 * 1024 ** 2;
const sizeBytes = partBytes + 3;
const bytes = Buffer.alloc(sizeBytes, 'airlock');
const partOf = (number: number) => bytes.subarray((number - 1) * partBytes, number * partBytes);
const checksum = await crc64nvme(bytes);

let files: MemoryFileStore;
let uploads: MemoryUploadStore;
let uploadId: string;
const needs = () => ({ files, uploads });
const request = (changes = {}) => ({ uploadId, path: 'a/film.mp4', sizeBytes, crc64nvme: checksum, ...changes });
const send = (...numbers: number[]) => {
  for (const number of numbers) uploads.putPart({ key, uploadId }, number, partOf(number));
};

beforeEach(async () => {
  files = new MemoryFileStore();
  uploads = new MemoryUploadStore(files, { pageSize: 1 });
  uploadId = await uploads.create({ key, contentType: 'video/mp4' });
});

/** Lets S3 answer the next attempt with `completion`, after `meanwhile` has happened. */
function s3Answers(completion: Completion, meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  jest.spyOn(uploads, 'complete').mockImplementationOnce(async () => {
    await meanwhile();
    return completion;
  });
}

describe('completeUpload', () => {
  it('makes one file of the parts of all pages, under the caller’s path', async () => {
    send(1, 2);
    const answer = await completeUpload(needs(), caller, request());
    expect(answer).toEqual({
      path: 'a/film.mp4',
      sizeBytes,
      crc64nvme: checksum,
      etag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/),
    });
    expect(await files.describe(key)).toMatchObject({ sizeBytes, contentType: 'video/mp4', etag: answer.etag });
    expect(uploads.open).toEqual([]);
  });

  it('returns the same answer when it is repeated', async () => {
    send(1, 2);
    const first = await completeUpload(needs(), caller, request());
    await expect(completeUpload(needs(), caller, request())).resolves.toEqual(first);
  });

  it.each([
    ['another checksum', { crc64nvme: 'AAAAAAAAAAA=' }],
    ['another size', { sizeBytes: 5 }],
  ])('does not mistake the file of another upload for its own: %s', async (_, changes) => {
    send(1, 2);
    await completeUpload(needs(), caller, request());
    await expect(completeUpload(needs(), caller, request(changes))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('answers the same for a missing upload and for a stranger’s upload', async () => {
    send(1, 2);
    const refusals = await Promise.all(
      [
        completeUpload(needs(), caller, request({ uploadId: 'none' })),
        completeUpload(needs(), stranger, request()),
        completeUpload(needs(), caller, request({ path: 'a/other.mp4' })),
      ].map((attempt) => attempt.catch((error: unknown) => error)),
    );
    expect(refusals[0]).toMatchObject({ code: 'not-found', field: 'uploadId' });
    expect(refusals.slice(1)).toEqual([refusals[0], refusals[0]]);
    expect(files.keys).toEqual([]);
    expect(uploads.open).toHaveLength(1);
  });
});

describe('an incomplete upload', () => {
  const refused = async (message: string, changes = {}) => {
    await expect(completeUpload(needs(), caller, request(changes))).rejects.toMatchObject({
      code: 'upload-incomplete',
      message,
    });
    expect(files.keys).toEqual([]);
    expect(uploads.open).toHaveLength(1);
  };

  it('names the first part that is missing', async () => {
    await refused('Part 1 of 2 is missing.');
    send(1);
    await refused('Part 2 of 2 is missing.');
  });

  it('names a part that has another size than planned', async () => {
    send(1);
    uploads.putPart({ key, uploadId }, 2, Buffer.alloc(4));
    await refused('Part 2 has 4 bytes, not 3.');
  });

  it('refuses more parts than planned for the size', async () => {
    send(1, 2);
    uploads.putPart({ key, uploadId }, 3, Buffer.alloc(1));
    await refused('There are 3 parts; a file of this size has 2.');
  });

  it('refuses a size that is not the sum of the parts', async () => {
    send(1, 2);
    await refused('Part 2 has 3 bytes, not 4.', { sizeBytes: sizeBytes + 1 });
  });

  it('refuses parts that do not match the checksum', async () => {
    uploads.putPart({ key, uploadId }, 1, partOf(1));
    uploads.putPart({ key, uploadId }, 2, Buffer.from('???'));
    await refused('The parts together do not match the checksum of the file.');
  });
});

describe('the condition', () => {
  const taken = { etag: '"900150983cd24fb0d6963f7d28e17f72"', sizeBytes: 3 };

  it('never overwrites a file that has appeared meanwhile', async () => {
    send(1, 2);
    files.put(key, taken);
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject({ code: 'already-exists' });
    expect(await files.describe(key)).toMatchObject(taken);
    expect(uploads.open).toHaveLength(1);
  });

  it('replaces only the named version', async () => {
    files.put(key, taken);
    uploadId = await uploads.create({ key, contentType: 'video/mp4' });
    send(1, 2);
    const other = request({ replaces: '"00000000000000000000000000000000"' });
    await expect(completeUpload(needs(), caller, other)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await completeUpload(needs(), caller, request({ replaces: taken.etag }));
    expect(await files.describe(key)).toMatchObject({ sizeBytes });
  });

  it('fails as changed when the version to replace no longer exists', async () => {
    send(1, 2);
    await expect(completeUpload(needs(), caller, request({ replaces: taken.etag }))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  it('does not mistake an identical file of another upload for its own while this upload is open', async () => {
    send(1, 2);
    files.put(key, { ...taken, sizeBytes, crc64nvme: checksum });
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject({ code: 'already-exists' });
  });
});

describe('two calls at once', () => {
  const other = () => completeUpload(needs(), caller, request());

  it.each([{ kind: 'no-such-upload' }, { kind: 'condition-failed' }, { kind: 'conflict' }] as const)(
    'both get the answer of the call that won, when S3 answers %j to the other',
    async (completion) => {
      send(1, 2);
      s3Answers(completion, other);
      const answer = await completeUpload(needs(), caller, request());
      expect(answer.etag).toBe((await files.describe(key))?.etag);
      expect(uploads.open).toEqual([]);
    },
  );

  it('may be repeated while nothing is decided', async () => {
    send(1, 2);
    s3Answers({ kind: 'conflict' });
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject({ code: 'upload-outdated' });
    await expect(completeUpload(needs(), caller, request())).resolves.toMatchObject({ sizeBytes });
  });

  it('fail when another file was stored first', async () => {
    send(1, 2);
    s3Answers({ kind: 'conflict' }, () => Promise.resolve(files.put(key)));
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject({ code: 'already-exists' });
  });

  it('find no upload after an abort', async () => {
    send(1, 2);
    s3Answers({ kind: 'no-such-upload' }, () => uploads.abort({ key, uploadId }));
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an upload that S3 takes no more, because its key was written or deleted after it began', () => {
  const taken = { etag: '"900150983cd24fb0d6963f7d28e17f72"', sizeBytes: 3 };
  const outdated = { code: 'upload-outdated', message: expect.stringContaining('Start the upload again') };

  it('is outdated where a file was deleted meanwhile', async () => {
    send(1, 2);
    files.put(key, taken).trash(key);
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject(outdated);
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject(outdated);
    expect([files.keys, uploads.open.length]).toEqual([[], 1]);
  });

  it('is outdated where it would replace a version that was stored meanwhile', async () => {
    send(1, 2);
    files.put(key, taken);
    const replacing = completeUpload(needs(), caller, request({ replaces: taken.etag }));
    await expect(replacing).rejects.toMatchObject(outdated);
    expect(await files.describe(key)).toMatchObject(taken);
  });

  it('is outdated too when S3 has dropped its parts at once', async () => {
    send(1, 2);
    s3Answers({ kind: 'conflict' }, () => uploads.abort({ key, uploadId }));
    await expect(completeUpload(needs(), caller, request())).rejects.toMatchObject(outdated);
  });

  it.each([
    ['already-exists', {}],
    ['changed-meanwhile', { replaces: '"00000000000000000000000000000000"' }],
  ])('fails as %s when its condition no longer holds', async (code, changes) => {
    send(1, 2);
    files.put(key, taken);
    s3Answers({ kind: 'conflict' });
    await expect(completeUpload(needs(), caller, request(changes))).rejects.toMatchObject({ code });
  });
});
