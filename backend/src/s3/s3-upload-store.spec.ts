import { beforeEach, describe, expect, it } from '@jest/globals';

import { S3OverHttp } from '../testing/s3-over-http.ts';
import { S3UploadStore } from './s3-upload-store.ts';

const s3 = new S3OverHttp();
const store = new S3UploadStore(s3.client, 'files');
const place = { key: 'users/x/a b.txt', uploadId: 'VXBsb2Fk' };

beforeEach(() => s3.reset());

describe('creating', () => {
  it('binds the type, and the checksum algorithm of the whole object', async () => {
    s3.says(200, '<InitiateMultipartUploadResult><UploadId>VXBsb2Fk</UploadId></InitiateMultipartUploadResult>');
    await expect(store.create({ key: place.key, contentType: 'text/plain' })).resolves.toBe('VXBsb2Fk');
    expect(s3.lastHeaders).toMatchObject({
      'content-type': 'text/plain',
      'x-amz-checksum-algorithm': 'CRC64NVME',
      'x-amz-checksum-type': 'FULL_OBJECT',
    });
    expect(s3.sent[0]).toMatchObject({ method: 'POST', path: '/users/x/a%20b.txt' });
  });

  it.each(['', '<InitiateMultipartUploadResult><UploadId></UploadId></InitiateMultipartUploadResult>'])(
    'fails when S3 does not name the upload that it has started: %j',
    async (body) => {
      s3.says(200, body);
      await expect(store.create({ key: place.key, contentType: 'text/plain' })).rejects.toThrow(
        'malformed answer: UploadId',
      );
    },
  );
});

describe('listing parts', () => {
  it('reads one page, and where the next page begins', async () => {
    s3.says(
      200,
      `<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>2</NextPartNumberMarker>
        <Part><PartNumber>1</PartNumber><Size>5</Size><ETag>"e1"</ETag><ChecksumCRC64NVME>AAAAAAAAAAA=</ChecksumCRC64NVME></Part>
        <Part><PartNumber>2</PartNumber><Size>6</Size><ETag>"e2"</ETag></Part></ListPartsResult>`,
    );
    await expect(store.parts(place, 0)).resolves.toEqual({
      parts: [
        { partNumber: 1, sizeBytes: 5, etag: '"e1"', crc64nvme: 'AAAAAAAAAAA=' },
        { partNumber: 2, sizeBytes: 6, etag: '"e2"' },
      ],
      next: 2,
    });
    expect(s3.lastQuery).not.toHaveProperty('part-number-marker');
  });

  it('asks for the parts after a number, and reads the last page', async () => {
    s3.says(200, '<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>');
    await expect(store.parts(place, 1000)).resolves.toEqual({ parts: [] });
    expect(s3.lastQuery).toMatchObject({ uploadId: 'VXBsb2Fk', 'part-number-marker': '1000' });
  });

  const part = '<PartNumber>1</PartNumber><Size>5</Size><ETag>"e1"</ETag>';
  const onePart = (content: string) => `<IsTruncated>false</IsTruncated><Part>${part}</Part><Part>${content}</Part>`;

  it.each([
    ['IsTruncated', ''],
    ['NextPartNumberMarker', `<IsTruncated>true</IsTruncated><Part>${part}</Part>`],
    ['PartNumber', onePart('<Size>5</Size><ETag>"e"</ETag>')],
    ['Size', onePart('<PartNumber>2</PartNumber><ETag>"e"</ETag>')],
    ['ETag', onePart('<PartNumber>2</PartNumber><Size>5</Size>')],
  ])('fails when S3 answers without %s, and leaves no part out', async (property, content) => {
    s3.says(200, `<ListPartsResult>${content}</ListPartsResult>`);
    await expect(store.parts(place)).rejects.toThrow(`malformed answer: ${property} is`);
  });

  it('returns undefined when there is no such upload', async () => {
    s3.refuses(404, 'NoSuchUpload');
    await expect(store.parts(place)).resolves.toBeUndefined();
  });

  it('does not mistake a missing bucket for a missing upload', async () => {
    s3.refuses(404, 'NoSuchBucket');
    await expect(store.parts(place)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('aborting', () => {
  it.each([
    [204, ''],
    [404, '<Error><Code>NoSuchUpload</Code></Error>'],
  ])('succeeds after a %d', async (status, body) => {
    s3.says(status, body);
    await expect(store.abort(place)).resolves.toBeUndefined();
    expect(s3.sent[0]).toMatchObject({ method: 'DELETE', query: { uploadId: 'VXBsb2Fk' } });
  });

  it('fails when S3 refuses', async () => {
    s3.refuses(403, 'AccessDenied');
    await expect(store.abort(place)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('listing uploads', () => {
  it('reads one page under the prefix, and where the next page begins', async () => {
    s3.says(
      200,
      `<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>users/x/a</NextKeyMarker>
        <NextUploadIdMarker>u1</NextUploadIdMarker><Upload><Key>users/x/a</Key><UploadId>u1</UploadId>
        <Initiated>2026-11-24T09:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>`,
    );
    const after = { key: 'users/x/A', uploadId: 'u0' };
    await expect(store.list({ prefix: 'users/x/', after })).resolves.toEqual({
      uploads: [{ key: 'users/x/a', uploadId: 'u1', startedAt: new Date('2026-11-24T09:00:00Z') }],
      next: { key: 'users/x/a', uploadId: 'u1' },
    });
    expect(s3.lastQuery).toMatchObject({ prefix: 'users/x/', 'key-marker': 'users/x/A', 'upload-id-marker': 'u0' });
  });
});

describe('listing uploads that S3 describes incompletely', () => {
  const upload = (content: string) =>
    `<IsTruncated>false</IsTruncated><Upload><Key>a</Key><UploadId>u</UploadId><Initiated>2026-11-24T09:00:00.000Z</Initiated></Upload><Upload>${content}</Upload>`;

  it.each([
    ['IsTruncated', ''],
    ['NextKeyMarker', '<IsTruncated>true</IsTruncated><NextUploadIdMarker>u</NextUploadIdMarker>'],
    ['NextUploadIdMarker', '<IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker>'],
    ['Key', upload('<UploadId>u</UploadId><Initiated>2026-11-24T09:00:00.000Z</Initiated>')],
    ['UploadId', upload('<Key>b</Key><Initiated>2026-11-24T09:00:00.000Z</Initiated>')],
    ['Initiated', upload('<Key>b</Key><UploadId>u</UploadId>')],
  ])('fails without %s, and leaves no upload out', async (property, content) => {
    s3.says(200, `<ListMultipartUploadsResult>${content}</ListMultipartUploadsResult>`);
    await expect(store.list({ prefix: 'users/x/' })).rejects.toThrow(`malformed answer: ${property} is`);
  });
});

describe('a failure', () => {
  it('that is temporary is "unavailable"', async () => {
    for (const act of [
      () => store.create({ key: 'k', contentType: 'a/b' }),
      () => store.parts(place),
      () => store.abort(place),
      () => store.list({ prefix: 'p' }),
    ]) {
      s3.refuses(503, 'SlowDown');
      await expect(act()).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});
