import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { S3OverHttp } from '../testing/s3-over-http.ts';
import { S3CopyStore } from './s3-copy-store.ts';

const s3 = new S3OverHttp();
const store = new S3CopyStore(s3.client, 'files');
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const other = '"ffffffffffffffffffffffffffffffff"';
const copy = { from: 'users/u/a b&c.txt', etag, to: 'users/u/ü.txt' };
const upload = { ...copy, uploadId: 'VXBsb2Fk' };

beforeEach(() => {
  s3.reset();
});

const copied = (more = '<ChecksumCRC64NVME>rosUhgp5mIg=</ChecksumCRC64NVME>') =>
  `<CopyObjectResult><ETag>${etag}</ETag><LastModified>2026-11-24T09:00:00.000Z</LastModified>${more}</CopyObjectResult>`;
const isThere = (of = etag) => {
  s3.says(200, '', { etag: of, 'content-length': '3' });
};
const isNotThere = () => {
  s3.says(404, '');
};
const isListed = (key: string) => {
  const entry = `<Key>${key}</Key><Size>3</Size><LastModified>2026-11-24T09:00:00.000Z</LastModified><ETag>${etag}</ETag>`;
  const listed = key.replace('&', '&amp;');
  s3.says(
    200,
    `<ListBucketResult><IsTruncated>false</IsTruncated><Contents>${entry.replace(key, listed)}</Contents></ListBucketResult>`,
  );
};

describe('a copy', () => {
  it('names the source with its ETag, and is made only where no file is', async () => {
    s3.says(200, copied());
    await expect(store.copyFile(copy)).resolves.toEqual({ kind: 'copied', etag, crc64nvme: 'rosUhgp5mIg=' });
    expect(s3.lastHeaders).toMatchObject({
      'x-amz-copy-source': 'files/users/u/a%20b%26c.txt',
      'x-amz-copy-source-if-match': etag,
      'if-none-match': '*',
      'x-amz-checksum-algorithm': 'CRC64NVME',
      'x-amz-tagging-directive': 'REPLACE',
    });
  });

  it('without a checksum in the answer is no copy', async () => {
    s3.says(200, copied(''));
    await expect(store.copyFile(copy)).rejects.toThrow('ChecksumCRC64NVME is missing');
  });

  it.each([
    ['the name is taken', [etag], { kind: 'taken', mayBeOurs: false }],
    ['the source is another version', [undefined, other], { kind: 'source-changed' }],
    ['what met the condition is gone', [undefined, etag], { kind: 'unknown' }],
  ])('that a condition keeps from being made is looked at: %s', async (_, etags, outcome) => {
    s3.refuses(412, 'PreconditionFailed');
    for (const it of etags) (it === undefined ? isNotThere : isThere)(it);
    await expect(store.copyFile(copy)).resolves.toEqual(outcome);
  });

  it('of a file that is gone says so, also when S3 hides it', async () => {
    for (const [status, code] of [
      [404, 'NoSuchKey'],
      [403, 'AccessDenied'],
    ] as const) {
      s3.refuses(status, code);
      isNotThere();
      isNotThere();
      await expect(store.copyFile(copy)).resolves.toEqual({ kind: 'source-absent' });
    }
  });

  it.each([
    [503, 'SlowDown'],
    [500, 'InternalError'],
    [409, 'ConditionalRequestConflict'],
  ])('may be repeated after %i %s', async (status, code) => {
    s3.refuses(status, code);
    await expect(store.copyFile(copy)).resolves.toEqual({ kind: 'unknown' });
  });

  it('that is given up may be repeated', async () => {
    s3.fails(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    await expect(store.copyFile(copy, AbortSignal.abort())).resolves.toEqual({ kind: 'unknown' });
  });

  it.each([
    ['archived', 403, 'InvalidObjectState'],
    ['encrypted with a KMS key that the role may not use', 403, 'AccessDenied'],
  ])('of a file that is %s is refused', async (_, status, code) => {
    s3.refuses(status, code);
    isNotThere();
    isThere();
    await expect(store.copyFile(copy)).resolves.toEqual({ kind: 'source-refused' });
  });

  it.each([
    ['InvalidRequest', 400, 400],
    ['AccessDenied', 403, 403],
  ])('of a file that S3 does not even describe is refused (%s)', async (code, status, head) => {
    s3.refuses(status, code);
    isNotThere();
    s3.says(head, '');
    isListed(copy.from);
    await expect(store.copyFile(copy)).resolves.toEqual({ kind: 'source-refused' });
  });

  it('to the name of a file that S3 does not describe finds the name taken', async () => {
    s3.refuses(412, 'PreconditionFailed');
    s3.says(400, '');
    isListed(copy.to);
    await expect(store.copyFile(copy)).resolves.toEqual({ kind: 'taken', mayBeOurs: false });
  });

  it('that S3 finds wrong, although both files are as they should be, is a fault of ours', async () => {
    s3.refuses(400, 'InvalidRequest');
    isNotThere();
    isThere();
    await expect(store.copyFile(copy)).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

describe('a copy in parts', () => {
  it('of a version that is not current any more is not begun', async () => {
    // A HEAD has no body, and so no code.
    s3.says(412, '');
    isNotThere();
    isThere(other);
    await expect(store.startCopy(copy)).resolves.toEqual({ kind: 'source-changed' });
  });

  it.each([
    ['is not begun', () => store.startCopy(copy)],
    ['has no part', () => store.copyPart({ ...upload, partNumber: 1, first: 0, last: 9 })],
  ])('of a file that S3 does not give out %s', async (_, act) => {
    s3.refuses(403, 'InvalidObjectState');
    isNotThere();
    isThere();
    await expect(act()).resolves.toEqual({ kind: 'source-refused' });
  });

  it('of an earlier version names it, and takes the place of the version that is named', async () => {
    const version = { ...upload, from: copy.to, versionId: 'v/1' };
    s3.says(200, '', { etag, 'content-length': '9' });
    s3.says(200, '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>');
    await store.startCopy(version);
    expect(s3.sent[0]?.query).toMatchObject({ versionId: 'v/1' });
    s3.says(200, `<CopyPartResult><ETag>${etag}</ETag></CopyPartResult>`);
    await store.copyPart({ ...version, partNumber: 1, first: 0, last: 9 });
    expect(s3.lastHeaders).toMatchObject({ 'x-amz-copy-source': 'files/users/u/%C3%BC.txt?versionId=v%2F1' });
    s3.says(200, `<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`);
    await store.completeCopy({ ...version, parts: [{ partNumber: 1, etag }], sizeBytes: 9, replaces: other });
    expect(s3.lastHeaders).toMatchObject({ 'if-match': other });
    expect(s3.lastHeaders).not.toHaveProperty('if-none-match');
  });

  it('of an earlier version that is gone says so, although its name is taken', async () => {
    s3.refuses(404, 'NoSuchVersion');
    isNotThere();
    const version = { ...upload, from: copy.to, versionId: 'v1', partNumber: 1, first: 0, last: 9 };
    await expect(store.copyPart(version)).resolves.toEqual({ kind: 'source-absent' });
  });

  it('keeps type and metadata of the version that is meant, and asks for the checksum of the whole', async () => {
    s3.says(200, '', {
      etag,
      'content-length': '9',
      'content-type': 'video/mp4',
      'content-disposition': 'inline',
      'cache-control': 'no-cache',
      'content-language': 'de',
      'x-amz-meta-owner': 'me',
    });
    s3.says(200, '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>');
    await expect(store.startCopy(copy)).resolves.toEqual({ kind: 'started', uploadId: 'u1' });
    expect(s3.sent[0]?.headers).toMatchObject({ 'if-match': etag });
    expect(s3.lastHeaders).toMatchObject({
      'content-type': 'video/mp4',
      'content-disposition': 'inline',
      'cache-control': 'no-cache',
      'content-language': 'de',
      'x-amz-meta-owner': 'me',
      'x-amz-checksum-algorithm': 'CRC64NVME',
      'x-amz-checksum-type': 'FULL_OBJECT',
    });
  });

  it('copies a range of the version that is meant', async () => {
    s3.says(200, `<CopyPartResult><ETag>${etag}</ETag></CopyPartResult>`);
    await expect(store.copyPart({ ...upload, partNumber: 2, first: 10, last: 19 })).resolves.toBeUndefined();
    expect(s3.lastQuery).toMatchObject({ partNumber: '2', uploadId: 'VXBsb2Fk' });
    expect(s3.lastHeaders).toMatchObject({
      'x-amz-copy-source': 'files/users/u/a%20b%26c.txt',
      'x-amz-copy-source-if-match': etag,
      'x-amz-copy-source-range': 'bytes=10-19',
    });
  });

  it('is given up after 15 seconds while S3 joins its parts: the function ends after 28', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    s3.fails(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    const completion = store.completeCopy({ ...upload, parts: [], sizeBytes: 9 });
    await expect(completion).rejects.toMatchObject({ code: 'unavailable' });
    expect(timeout.mock.calls).toEqual([[15_000]]);
    timeout.mockRestore();
  });

  it('is given up before that when the call has less time', async () => {
    s3.fails(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    const completion = store.completeCopy({ ...upload, parts: [], sizeBytes: 9 }, AbortSignal.abort());
    await expect(completion).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is completed only where no file is, with the checksum of the source', async () => {
    s3.says(200, `<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`);
    const parts = [{ partNumber: 1, etag, crc64nvme: 'rosUhgp5mIg=' }];
    const completion = { ...upload, parts, sizeBytes: 9, crc64nvme: 'rosUhgp5mIg=' };
    await expect(store.completeCopy(completion)).resolves.toEqual({ kind: 'copied', etag });
    expect(s3.lastHeaders).toMatchObject({
      'if-none-match': '*',
      'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=',
      'x-amz-mp-object-size': '9',
    });
  });

  it.each([
    [412, 'PreconditionFailed', 'taken'],
    [404, 'NoSuchUpload', 'no-such-upload'],
    [409, 'ConditionalRequestConflict', 'conflict'],
    [400, 'BadDigest', 'checksum-mismatch'],
  ])('that S3 does not complete (%i %s) is %s', async (status, code, kind) => {
    s3.refuses(status, code);
    await expect(store.completeCopy({ ...upload, parts: [], sizeBytes: 9 })).resolves.toEqual({ kind });
  });
});
