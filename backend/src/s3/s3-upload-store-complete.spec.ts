import { beforeEach, describe, expect, it } from '@jest/globals';

import { S3OverHttp } from '../testing/s3-over-http.ts';
import type { UploadToComplete } from '../uploads/upload-store.ts';
import { S3UploadStore } from './s3-upload-store.ts';

const s3 = new S3OverHttp();
const store = new S3UploadStore(s3.client, 'files');
const place = { key: 'users/x/a b.txt', uploadId: 'VXBsb2Fk' };

beforeEach(() => s3.reset());

describe('completing', () => {
  const upload: UploadToComplete = {
    ...place,
    parts: [
      { partNumber: 1, etag: '"e1"', crc64nvme: 'AAAAAAAAAAA=' },
      { partNumber: 2, etag: '"e2"', crc64nvme: 'AAAAAAAAAAA=' },
    ],
    sizeBytes: 11,
    crc64nvme: 'rosUhgp5mIg=',
    condition: { kind: 'create' },
  };
  const done = '<CompleteMultipartUploadResult><ETag>"e-2"</ETag></CompleteMultipartUploadResult>';

  it('sends the parts, and the size and checksum of the whole file, on condition that no file is there', async () => {
    s3.says(200, done);
    await expect(store.complete(upload)).resolves.toEqual({ kind: 'completed', etag: '"e-2"' });
    expect(s3.lastHeaders).toMatchObject({
      'if-none-match': '*',
      'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=',
      'x-amz-checksum-type': 'FULL_OBJECT',
      'x-amz-mp-object-size': '11',
    });
    expect(s3.lastHeaders).not.toHaveProperty('if-match');
    const part = (number: number) =>
      `<Part><ETag>&quot;e${number}&quot;</ETag><ChecksumCRC64NVME>AAAAAAAAAAA=</ChecksumCRC64NVME><PartNumber>${number}</PartNumber></Part>`;
    expect(String(s3.sent[0]?.body)).toContain(part(1) + part(2));
    // API Gateway gives up after 29 s.
    expect(s3.options[0]).toMatchObject({ requestTimeout: 26_000 });
  });

  it('fails when S3 does not name the file that it has made', async () => {
    s3.says(200, '<CompleteMultipartUploadResult><Key>k</Key></CompleteMultipartUploadResult>');
    await expect(store.complete(upload)).rejects.toThrow('malformed answer: ETag');
  });

  it('sends which version it replaces', async () => {
    s3.says(200, done);
    await store.complete({ ...upload, condition: { kind: 'replace', etag: '"old"' } });
    expect(s3.lastHeaders).toMatchObject({ 'if-match': '"old"' });
    expect(s3.lastHeaders).not.toHaveProperty('if-none-match');
  });

  it.each([
    ['NoSuchUpload', 404, 'no-such-upload'],
    ['PreconditionFailed', 412, 'condition-failed'],
    ['NoSuchKey', 404, 'condition-failed'],
    ['ConditionalRequestConflict', 409, 'conflict'],
    ['InvalidPart', 400, 'parts-refused'],
    ['InvalidPartOrder', 400, 'parts-refused'],
    ['EntityTooSmall', 400, 'parts-refused'],
    ['BadDigest', 400, 'parts-refused'],
  ])('recognises %s, with its status and inside a 200', async (code, status, kind) => {
    s3.refuses(status, code);
    s3.refuses(200, code);
    await expect(store.complete(upload)).resolves.toEqual({ kind });
    await expect(store.complete(upload)).resolves.toEqual({ kind });
  });

  it.each([
    ['InternalError inside a 200', () => s3.refuses(200, 'InternalError')],
    ['SlowDown inside a 200', () => s3.refuses(200, 'SlowDown')],
    ['a 200 that was cut off', () => s3.says(200, '')],
    ['a 503', () => s3.says(503, '')],
    ['a lost answer', () => s3.fails(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))],
    ['no answer in time', () => s3.fails(Object.assign(new Error('late'), { name: 'TimeoutError' }))],
  ])('is unavailable after %s', async (_, answer) => {
    answer();
    await expect(store.complete(upload)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is unavailable when it is given up', async () => {
    s3.fails(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    await expect(store.complete(upload, AbortSignal.abort())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('does not mistake a refusal of our role for an outcome', async () => {
    s3.refuses(403, 'AccessDenied');
    await expect(store.complete(upload)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
