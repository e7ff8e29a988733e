import { Readable } from 'node:stream';

import { S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { HttpResponse } from '@smithy/protocol-http';
import type { HttpRequest } from '@smithy/protocol-http';

import type { UploadToComplete } from '../uploads/upload-store.ts';
import { S3UploadStore } from './s3-upload-store.ts';

/** What S3 sends next, and what was sent to it: the SDK between them is the real one. */
const answers: (HttpResponse | Error)[] = [];
const sent: HttpRequest[] = [];
const options: (object | undefined)[] = [];
const client = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  maxAttempts: 1,
  requestHandler: {
    handle: (request: HttpRequest, given?: object) => {
      sent.push(request);
      options.push(given);
      const answer = answers.shift() ?? new Error('Nothing more is answered.');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ response: answer });
    },
  },
});
const store = new S3UploadStore(client, 'files');
const place = { key: 'users/x/a b.txt', uploadId: 'VXBsb2Fk' };

function s3Says(statusCode: number, body: string): void {
  const headers = { 'content-type': 'application/xml' };
  answers.push(new HttpResponse({ statusCode, headers, body: Readable.from([Buffer.from(body)]) }));
}
const refusal = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>SDK text</Message></Error>`;

const [query, headers] = [() => sent.at(-1)?.query, () => sent.at(-1)?.headers];

beforeEach(() => {
  answers.length = 0;
  sent.length = 0;
  options.length = 0;
});

describe('creating', () => {
  it('binds type and checksum algorithm, of the whole object', async () => {
    s3Says(200, '<InitiateMultipartUploadResult><UploadId>VXBsb2Fk</UploadId></InitiateMultipartUploadResult>');
    await expect(store.create({ key: place.key, contentType: 'text/plain' })).resolves.toBe('VXBsb2Fk');
    expect(headers()).toMatchObject({
      'content-type': 'text/plain',
      'x-amz-checksum-algorithm': 'CRC64NVME',
      'x-amz-checksum-type': 'FULL_OBJECT',
    });
    expect(sent[0]).toMatchObject({ method: 'POST', path: '/users/x/a%20b.txt' });
  });

  it.each(['', '<InitiateMultipartUploadResult><UploadId></UploadId></InitiateMultipartUploadResult>'])(
    'fails when S3 does not say which upload it has started: %j',
    async (body) => {
      s3Says(200, body);
      await expect(store.create({ key: place.key, contentType: 'text/plain' })).rejects.toThrow(
        'malformed answer: UploadId',
      );
    },
  );
});

describe('listing parts', () => {
  it('reads one page, and where the next one begins', async () => {
    s3Says(
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
    expect(query()).not.toHaveProperty('part-number-marker');
  });

  it('asks for what comes after, and reads the last page', async () => {
    s3Says(200, '<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>');
    await expect(store.parts(place, 1000)).resolves.toEqual({ parts: [] });
    expect(query()).toMatchObject({ uploadId: 'VXBsb2Fk', 'part-number-marker': '1000' });
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
    s3Says(200, `<ListPartsResult>${content}</ListPartsResult>`);
    await expect(store.parts(place)).rejects.toThrow(`malformed answer: ${property} is`);
  });

  it('is undefined without such an upload', async () => {
    s3Says(404, refusal('NoSuchUpload'));
    await expect(store.parts(place)).resolves.toBeUndefined();
  });

  it('does not take a missing bucket for a missing upload', async () => {
    s3Says(404, refusal('NoSuchBucket'));
    await expect(store.parts(place)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

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

  it('says parts, size and checksum of the whole file, and that it creates', async () => {
    s3Says(200, done);
    await expect(store.complete(upload)).resolves.toEqual({ kind: 'completed', etag: '"e-2"' });
    expect(headers()).toMatchObject({
      'if-none-match': '*',
      'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=',
      'x-amz-checksum-type': 'FULL_OBJECT',
      'x-amz-mp-object-size': '11',
    });
    expect(headers()).not.toHaveProperty('if-match');
    const part = (number: number) =>
      `<Part><ETag>&quot;e${number}&quot;</ETag><ChecksumCRC64NVME>AAAAAAAAAAA=</ChecksumCRC64NVME><PartNumber>${number}</PartNumber></Part>`;
    expect(String(sent[0]?.body)).toContain(part(1) + part(2));
    // API Gateway gives up after 29 s.
    expect(options[0]).toMatchObject({ requestTimeout: 26_000 });
  });

  it('fails when S3 does not say which file it has made', async () => {
    s3Says(200, '<CompleteMultipartUploadResult><Key>k</Key></CompleteMultipartUploadResult>');
    await expect(store.complete(upload)).rejects.toThrow('malformed answer: ETag');
  });

  it('says which version it replaces', async () => {
    s3Says(200, done);
    await store.complete({ ...upload, condition: { kind: 'replace', etag: '"old"' } });
    expect(headers()).toMatchObject({ 'if-match': '"old"' });
    expect(headers()).not.toHaveProperty('if-none-match');
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
  ])('knows %s, with its status and inside a 200', async (code, status, kind) => {
    s3Says(status, refusal(code));
    s3Says(200, refusal(code));
    await expect(store.complete(upload)).resolves.toEqual({ kind });
    await expect(store.complete(upload)).resolves.toEqual({ kind });
  });

  it.each([
    ['InternalError inside a 200', () => s3Says(200, refusal('InternalError'))],
    ['SlowDown inside a 200', () => s3Says(200, refusal('SlowDown'))],
    ['a 200 that was cut off', () => s3Says(200, '')],
    ['a 503', () => s3Says(503, '')],
    ['a lost answer', () => answers.push(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))],
    ['no answer in time', () => answers.push(Object.assign(new Error('late'), { name: 'TimeoutError' }))],
  ])('does not know how it ended after %s', async (_, answer) => {
    answer();
    await expect(store.complete(upload)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('does not take a refusal of our role for an answer', async () => {
    s3Says(403, refusal('AccessDenied'));
    await expect(store.complete(upload)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('aborting', () => {
  it.each([
    [204, ''],
    [404, refusal('NoSuchUpload')],
  ])('is done after a %d', async (status, body) => {
    s3Says(status, body);
    await expect(store.abort(place)).resolves.toBeUndefined();
    expect(sent[0]).toMatchObject({ method: 'DELETE', query: { uploadId: 'VXBsb2Fk' } });
  });

  it('is not done when S3 refuses', async () => {
    s3Says(403, refusal('AccessDenied'));
    await expect(store.abort(place)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('listing uploads', () => {
  it('reads one page under the prefix, and where the next one begins', async () => {
    s3Says(
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
    expect(query()).toMatchObject({ prefix: 'users/x/', 'key-marker': 'users/x/A', 'upload-id-marker': 'u0' });
  });
});

describe('listing uploads that S3 describes in part', () => {
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
    s3Says(200, `<ListMultipartUploadsResult>${content}</ListMultipartUploadsResult>`);
    await expect(store.list({ prefix: 'users/x/' })).rejects.toThrow(`malformed answer: ${property} is`);
  });
});

describe('a failure', () => {
  it('that passes is "unavailable"', async () => {
    for (const act of [
      () => store.create({ key: 'k', contentType: 'a/b' }),
      () => store.parts(place),
      () => store.abort(place),
      () => store.list({ prefix: 'p' }),
    ]) {
      s3Says(503, refusal('SlowDown'));
      await expect(act()).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});
