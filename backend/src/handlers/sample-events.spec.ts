/** Each handler answers its own sample event. */
import {
  completeUploadAnswer,
  createFolderAnswer,
  isRefused,
  listFilesAnswer,
  listPartsAnswer,
  listUploadsAnswer,
  presignGetAnswer,
  presignGetBatchAnswer,
  presignPartsAnswer,
  presignPutAnswer,
  presignPutBatchAnswer,
  startUploadAnswer,
} from '@airlock/contract';
import { NotFound } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';

import { callHandler, commands, emptyList, resetHandlers, s3Says } from '../testing/deployed-handlers.ts';
import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { expectedSignature, parametersOf } from '../testing/presigned-url.ts';

const root = 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/';
const key = `${root}reports/2026/q3 Übersicht.pdf`;
const film = `${root}films/2026/q3 Übersicht.mp4`;
const uploadId = 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA';
const filmParts = [16_777_216, 16_777_216, 6_445_568].map((Size, index) => ({
  PartNumber: index + 1,
  Size,
  ETag: '"900150983cd24fb0d6963f7d28e17f72"',
  ChecksumCRC64NVME: 'rosUhgp5mIg=',
}));

beforeEach(resetHandlers);
afterEach(() => {
  jest.restoreAllMocks();
});

describe('presign-put', () => {
  it('answers its sample event with a URL that S3 accepts for these bytes', async () => {
    const { statusCode, json } = await callHandler('presign-put');
    const { url, headers } = v.parse(presignPutAnswer, json);
    expect(statusCode).toBe(200);
    expect(decodeURIComponent(new URL(url).pathname)).toBe(`/${key}`);
    const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': '182044' } };
    expect(parametersOf(url)['X-Amz-Signature']).toBe(expectedSignature(sent, lambdaEnvironment.AWS_SECRET_ACCESS_KEY));
    expect(parametersOf(url)['X-Amz-Security-Token']).toBe(lambdaEnvironment.AWS_SESSION_TOKEN);
  });

  it('sends no command to S3', async () => {
    await callHandler('presign-put');
    expect(commands).toEqual([]);
  });
});

describe('presign-get', () => {
  it('answers its sample event', async () => {
    s3Says({ ContentLength: 5, ContentType: 'application/pdf', ETag: '"900150983cd24fb0d6963f7d28e17f72"' });
    const { statusCode, json } = await callHandler('presign-get');
    const { url, sizeBytes } = v.parse(presignGetAnswer, json);
    expect([statusCode, sizeBytes]).toEqual([200, 5]);
    expect(commands).toMatchObject([{ name: 'HeadObjectCommand', input: { Key: key } }]);
    expect(parametersOf(url)['response-content-disposition']).toContain("filename*=UTF-8''q3%20%C3%9Cbersicht.pdf");
  });

  it('answers 404 when there is no such file', async () => {
    s3Says(new NotFound({ message: 'SDK text', $metadata: { httpStatusCode: 404 } }));
    await expect(callHandler('presign-get')).resolves.toMatchObject({ statusCode: 404, json: { code: 'not-found' } });
  });
});

describe('presign-put-batch', () => {
  it('answers its sample event with URLs that S3 accepts for these bytes, and sends no command to S3', async () => {
    const { statusCode, json } = await callHandler('presign-put-batch');
    const { files } = v.parse(presignPutBatchAnswer, json);
    const signed = files.flatMap((file) => (isRefused(file) ? [] : [file]));
    expect([statusCode, signed.length]).toEqual([200, 2]);
    const { FILES_URL, FILES_DUAL_STACK_URL } = lambdaEnvironment;
    expect(signed.map(({ url }) => new URL(url).origin)).toEqual([FILES_URL, FILES_DUAL_STACK_URL]);
    for (const [index, { url, headers }] of signed.entries()) {
      expect(new URL(url).pathname).toBe(`/${root}photos/${index + 1}.png`);
      const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': String([4096, 5120][index]) } };
      expect(parametersOf(url)['X-Amz-Signature']).toBe(
        expectedSignature(sent, lambdaEnvironment.AWS_SECRET_ACCESS_KEY),
      );
    }
    expect(commands).toEqual([]);
  });
});

describe('presign-get-batch', () => {
  it('answers its sample event, and says of a file that is missing that it is', async () => {
    const file = { ContentLength: 5, ContentType: 'image/png', ETag: '"900150983cd24fb0d6963f7d28e17f72"' };
    const missing = new NotFound({ message: 'SDK text', $metadata: { httpStatusCode: 404 } });
    s3Says((_, { Key }) => (Key === `${root}photos/1.png` ? file : missing));
    const { statusCode, json } = await callHandler('presign-get-batch');
    expect([statusCode, v.parse(presignGetBatchAnswer, json).files]).toMatchObject([
      200,
      [{ sizeBytes: 5 }, { code: 'not-found', field: 'path' }],
    ]);
    expect(commands).toMatchObject([{ name: 'HeadObjectCommand' }, { name: 'HeadObjectCommand' }]);
  });
});

describe('list-files', () => {
  it('answers its sample event', async () => {
    s3Says({
      IsTruncated: false,
      Contents: [{ Key: key, Size: 5, LastModified: new Date(0), ETag: '"900150983cd24fb0d6963f7d28e17f72"' }],
    });
    const { statusCode, json } = await callHandler('list-files');
    expect([statusCode, v.parse(listFilesAnswer, json).files[0]?.path]).toEqual([200, 'reports/2026/q3 Übersicht.pdf']);
    expect(commands[0]?.input).toMatchObject({
      Prefix: 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/reports/2026/',
      MaxKeys: 100,
    });
  });
});

describe.each(['search-files', 'measure-folder'])('%s', (operation) => {
  it('answers its sample event after one list of the whole folder', async () => {
    s3Says({
      IsTruncated: false,
      Contents: [{ Key: key, Size: 5, LastModified: new Date(0), ETag: '"900150983cd24fb0d6963f7d28e17f72"' }],
    });
    const { statusCode, body } = await callHandler(operation);
    expect([statusCode, body]).toEqual([
      200,
      expect.stringContaining(operation === 'search-files' ? 'reports/2026/q3 Übersicht.pdf' : '"totalBytes":5'),
    ]);
    expect(commands).toMatchObject([
      { name: 'ListObjectsV2Command', input: { Prefix: `${root}reports/`, MaxKeys: 1000 } },
    ]);
    expect(commands[0]?.input).not.toHaveProperty('Delimiter');
  });
});

describe('create-folder', () => {
  it('answers its sample event with 201 and the path', async () => {
    s3Says((command) => (command === 'PutObjectCommand' ? { ETag: '"e"' } : emptyList));
    const { statusCode, json } = await callHandler('create-folder');
    expect([statusCode, v.parse(createFolderAnswer, json)]).toEqual([201, { path: 'reports/2027/' }]);
    expect(commands).toMatchObject([
      { name: 'ListObjectsV2Command', input: { Prefix: `${root}reports/2027/`, MaxKeys: 1 } },
      { name: 'ListObjectsV2Command', input: { Prefix: `${root}reports/2027`, MaxKeys: 1 } },
      { name: 'PutObjectCommand', input: { Key: `${root}reports/2027/`, IfNoneMatch: '*' } },
    ]);
  });
});

describe('start-upload', () => {
  it('answers its sample event with 201 and the plan', async () => {
    s3Says((command) => (command === 'CreateMultipartUploadCommand' ? { UploadId: uploadId } : emptyList));
    const { statusCode, json } = await callHandler('start-upload');
    expect([statusCode, v.parse(startUploadAnswer, json)]).toEqual([
      201,
      { uploadId, partSizeBytes: 16_777_216, partCount: 3 },
    ]);
    expect(commands).toMatchObject([
      { name: 'ListObjectsV2Command', input: { Prefix: film, MaxKeys: 1 } },
      { name: 'ListMultipartUploadsCommand', input: { Prefix: root } },
      { name: 'CreateMultipartUploadCommand', input: { Key: film, ContentType: 'video/mp4' } },
    ]);
  });
});

describe('presign-parts', () => {
  it('answers its sample event with URLs that S3 accepts for these bytes, and sends no command to S3', async () => {
    const { statusCode, json } = await callHandler('presign-parts');
    const { parts } = v.parse(presignPartsAnswer, json);
    expect([statusCode, parts.map(({ partNumber }) => partNumber)]).toEqual([200, [2, 3]]);
    for (const [index, { url, headers }] of parts.entries()) {
      const sent = {
        method: 'PUT',
        url,
        headers: { ...headers, 'content-length': String(filmParts[index + 1]?.Size) },
      };
      expect(parametersOf(url)).toMatchObject({
        uploadId,
        'X-Amz-Signature': expectedSignature(sent, lambdaEnvironment.AWS_SECRET_ACCESS_KEY),
      });
    }
    expect(commands).toEqual([]);
  });
});

describe('list-parts', () => {
  it('answers its sample event', async () => {
    s3Says({ ...emptyList, Parts: filmParts });
    const { statusCode, json } = await callHandler('list-parts');
    expect([statusCode, v.parse(listPartsAnswer, json).parts.length]).toEqual([200, 3]);
    expect(commands).toMatchObject([{ name: 'ListPartsCommand', input: { Key: film, UploadId: uploadId } }]);
  });
});

describe('complete-upload', () => {
  it('answers its sample event', async () => {
    const etag = '"900150983cd24fb0d6963f7d28e17f72-3"';
    s3Says((command) => (command === 'ListPartsCommand' ? { ...emptyList, Parts: filmParts } : { ETag: etag }));
    const { statusCode, json } = await callHandler('complete-upload');
    expect([statusCode, v.parse(completeUploadAnswer, json).etag]).toEqual([200, etag]);
    expect(commands).toMatchObject([
      { name: 'ListPartsCommand' },
      { name: 'CompleteMultipartUploadCommand', input: { Key: film, UploadId: uploadId, IfNoneMatch: '*' } },
    ]);
  });

  it('answers 409 while a part is missing', async () => {
    s3Says({ ...emptyList, Parts: filmParts.slice(1) });
    await expect(callHandler('complete-upload')).resolves.toMatchObject({
      statusCode: 409,
      json: { code: 'upload-incomplete', message: 'Part 1 of 3 is missing.' },
    });
  });
});

describe('abort-upload', () => {
  it('answers its sample event with nothing', async () => {
    await expect(callHandler('abort-upload')).resolves.toMatchObject({ statusCode: 204, body: '' });
    expect(commands).toMatchObject([{ name: 'AbortMultipartUploadCommand', input: { Key: film, UploadId: uploadId } }]);
  });
});

describe('list-uploads', () => {
  it('answers its sample event', async () => {
    s3Says({ ...emptyList, Uploads: [{ Key: film, UploadId: uploadId, Initiated: new Date(0) }] });
    const { statusCode, json } = await callHandler('list-uploads');
    expect([statusCode, v.parse(listUploadsAnswer, json).uploads]).toEqual([
      200,
      [{ uploadId, path: 'films/2026/q3 Übersicht.mp4', startedAt: '1970-01-01T00:00:00.000Z' }],
    ]);
    expect(commands).toMatchObject([{ name: 'ListMultipartUploadsCommand', input: { Prefix: root } }]);
  });
});
