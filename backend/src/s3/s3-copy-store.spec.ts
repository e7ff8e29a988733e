import { beforeEach, describe, expect, it } from '@jest/globals';

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

  it('that S3 forbids, although both files are as they should be, is a fault of ours', async () => {
    s3.refuses(403, 'AccessDenied');
    isNotThere();
    isThere();
    await expect(store.copyFile(copy)).rejects.toMatchObject({ name: 'AccessDenied' });
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
    [409, 'ConditionalRequestConflict', 'no-such-upload'],
    [400, 'BadDigest', 'checksum-mismatch'],
  ])('that S3 does not complete (%i %s) is %s', async (status, code, kind) => {
    s3.refuses(status, code);
    await expect(store.completeCopy({ ...upload, parts: [], sizeBytes: 9 })).resolves.toEqual({ kind });
  });
});
