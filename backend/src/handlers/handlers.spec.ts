import {
  completeUploadAnswer,
  errorBody,
  listFilesAnswer,
  listPartsAnswer,
  listUploadsAnswer,
  operations as described,
  presignGetAnswer,
  presignPartsAnswer,
  presignPutAnswer,
  startUploadAnswer,
} from '@airlock/contract';
import type { ErrorBody } from '@airlock/contract';
import { NotFound, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';

import type { ApiHandler } from '../http/api-handler.ts';
import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { expectedSignature, parametersOf } from '../testing/presigned-url.ts';
import { sampleContext, sampleEvent, withBody, withClaims, withQuery } from '../testing/sample-event.ts';

// As Lambda does it: the environment first, then the module.
Object.assign(process.env, lambdaEnvironment);
const handlers = new Map<string, ApiHandler>();
for (const { name } of described) {
  const module = (await import(`./${name}.ts`)) as { handler: ApiHandler };
  handlers.set(name, module.handler);
}
const operations = [...handlers.keys()];
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

async function call(operation: string, event = sampleEvent(operation)) {
  const { statusCode, headers, body } = await handlers.get(operation)!(event, sampleContext());
  return { statusCode, headers, body, json: (body === '' ? undefined : JSON.parse(body)) as unknown };
}

/** What S3 says of an empty list. */
const nothing = { IsTruncated: false };

const commands: { name: string; input: Record<string, unknown> }[] = [];
let logged: string;

/** Answers every command so; with a function, each as it says. */
function s3Says(answer: object | Error | ((command: string) => object)): void {
  const send = jest.spyOn(S3Client.prototype, 'send') as unknown as jest.Mock<
    (command: { constructor: { name: string }; input: Record<string, unknown> }) => Promise<unknown>
  >;
  send.mockImplementation(({ constructor, input }) => {
    commands.push({ name: constructor.name, input });
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(
      typeof answer === 'function' ? (answer as (command: string) => object)(constructor.name) : answer,
    );
  });
}

beforeEach(() => {
  commands.length = 0;
  logged = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged += text.toString();
    return true;
  });
  s3Says(nothing);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('presign-put', () => {
  it('answers its sample event with a URL that S3 accepts for these bytes', async () => {
    const { statusCode, json } = await call('presign-put');
    const { url, headers } = v.parse(presignPutAnswer, json);
    expect(statusCode).toBe(200);
    expect(decodeURIComponent(new URL(url).pathname)).toBe(`/${key}`);
    const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': '182044' } };
    expect(parametersOf(url)['X-Amz-Signature']).toBe(expectedSignature(sent, lambdaEnvironment.AWS_SECRET_ACCESS_KEY));
    expect(parametersOf(url)['X-Amz-Security-Token']).toBe(lambdaEnvironment.AWS_SESSION_TOKEN);
  });

  it('asks nothing of S3', async () => {
    await call('presign-put');
    expect(commands).toEqual([]);
  });
});

describe('presign-get', () => {
  it('answers its sample event', async () => {
    s3Says({ ContentLength: 5, ContentType: 'application/pdf', ETag: '"900150983cd24fb0d6963f7d28e17f72"' });
    const { statusCode, json } = await call('presign-get');
    const { url, sizeBytes } = v.parse(presignGetAnswer, json);
    expect([statusCode, sizeBytes]).toEqual([200, 5]);
    expect(commands).toMatchObject([{ name: 'HeadObjectCommand', input: { Key: key } }]);
    expect(parametersOf(url)['response-content-disposition']).toContain("filename*=UTF-8''q3%20%C3%9Cbersicht.pdf");
  });

  it('is 404 without such a file', async () => {
    s3Says(new NotFound({ message: 'SDK text', $metadata: { httpStatusCode: 404 } }));
    await expect(call('presign-get')).resolves.toMatchObject({ statusCode: 404, json: { code: 'not-found' } });
  });
});

describe('list-files', () => {
  it('answers its sample event', async () => {
    s3Says({
      IsTruncated: false,
      Contents: [{ Key: key, Size: 5, LastModified: new Date(0), ETag: '"900150983cd24fb0d6963f7d28e17f72"' }],
    });
    const { statusCode, json } = await call('list-files');
    expect([statusCode, v.parse(listFilesAnswer, json).files[0]?.path]).toEqual([200, 'reports/2026/q3 Übersicht.pdf']);
    expect(commands[0]?.input).toMatchObject({
      Prefix: 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/reports/2026/',
      MaxKeys: 100,
    });
  });
});

describe('delete-file', () => {
  it('answers its sample event with nothing', async () => {
    await expect(call('delete-file')).resolves.toMatchObject({ statusCode: 204, body: '' });
    expect(commands).toMatchObject([{ name: 'DeleteObjectCommand', input: { Key: key } }]);
  });
});

describe('start-upload', () => {
  it('answers its sample event with 201 and the plan', async () => {
    s3Says((command) => (command === 'CreateMultipartUploadCommand' ? { UploadId: uploadId } : nothing));
    const { statusCode, json } = await call('start-upload');
    expect([statusCode, v.parse(startUploadAnswer, json)]).toEqual([
      201,
      { uploadId, partSizeBytes: 16_777_216, partCount: 3 },
    ]);
    expect(commands).toMatchObject([
      { name: 'ListObjectsV2Command', input: { Prefix: film, MaxKeys: 1 } },
      { name: 'CreateMultipartUploadCommand', input: { Key: film, ContentType: 'video/mp4' } },
    ]);
  });
});

describe('presign-parts', () => {
  it('answers its sample event with URLs that S3 accepts for these bytes, and asks nothing of S3', async () => {
    const { statusCode, json } = await call('presign-parts');
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
    s3Says({ ...nothing, Parts: filmParts });
    const { statusCode, json } = await call('list-parts');
    expect([statusCode, v.parse(listPartsAnswer, json).parts.length]).toEqual([200, 3]);
    expect(commands).toMatchObject([{ name: 'ListPartsCommand', input: { Key: film, UploadId: uploadId } }]);
  });
});

describe('complete-upload', () => {
  it('answers its sample event', async () => {
    const etag = '"900150983cd24fb0d6963f7d28e17f72-3"';
    s3Says((command) => (command === 'ListPartsCommand' ? { ...nothing, Parts: filmParts } : { ETag: etag }));
    const { statusCode, json } = await call('complete-upload');
    expect([statusCode, v.parse(completeUploadAnswer, json).etag]).toEqual([200, etag]);
    expect(commands).toMatchObject([
      { name: 'ListPartsCommand' },
      { name: 'CompleteMultipartUploadCommand', input: { Key: film, UploadId: uploadId, IfNoneMatch: '*' } },
    ]);
  });

  it('is 409 while a part is missing', async () => {
    s3Says({ ...nothing, Parts: filmParts.slice(1) });
    await expect(call('complete-upload')).resolves.toMatchObject({
      statusCode: 409,
      json: { code: 'upload-incomplete', message: 'Part 1 of 3 is missing.' },
    });
  });
});

describe('abort-upload', () => {
  it('answers its sample event with nothing', async () => {
    await expect(call('abort-upload')).resolves.toMatchObject({ statusCode: 204, body: '' });
    expect(commands).toMatchObject([{ name: 'AbortMultipartUploadCommand', input: { Key: film, UploadId: uploadId } }]);
  });
});

describe('list-uploads', () => {
  it('answers its sample event', async () => {
    s3Says({ ...nothing, Uploads: [{ Key: film, UploadId: uploadId, Initiated: new Date(0) }] });
    const { statusCode, json } = await call('list-uploads');
    expect([statusCode, v.parse(listUploadsAnswer, json).uploads]).toEqual([
      200,
      [{ uploadId, path: 'films/2026/q3 Übersicht.mp4', startedAt: '1970-01-01T00:00:00.000Z' }],
    ]);
    expect(commands).toMatchObject([{ name: 'ListMultipartUploadsCommand', input: { Prefix: root } }]);
  });
});

/** The sample event with another path, where the operation has one. */
function withPath(operation: string, path: string) {
  const { body } = sampleEvent(operation);
  if (body !== null) return withBody(operation, { ...(JSON.parse(body) as object), path });
  return withQuery(operation, { [operation === 'list-files' ? 'folder' : 'path']: [path] });
}

const withPaths = operations.filter((operation) => operation !== 'list-uploads');

const withIds = described.filter(({ path }) => path.includes('{uploadId}')).map(({ name }) => name);

describe.each(withIds)('%s', (operation) => {
  it.each(['..', '.', 'a/b', 'a b', '', 'x'.repeat(1025), 'é'])('refuses the upload id %j', async (id) => {
    const { statusCode, json } = await call(operation, sampleEvent(operation, { pathParameters: { uploadId: id } }));
    expect([statusCode, v.parse(errorBody, json)]).toMatchObject([400, { code: 'invalid-request', field: 'uploadId' }]);
    expect(commands).toEqual([]);
  });
});

describe.each(withPaths)('%s', (operation) => {
  it.each(['../x', 'a/../../x', '/x', 'a\u0000', 'a\u202egpj.exe', 'x'.repeat(256), ' x', 'x.', '\ud800'])(
    'refuses the path %j',
    async (path) => {
      const { statusCode, json } = await call(operation, withPath(operation, path));
      expect([statusCode, v.parse(errorBody, json).code]).toEqual([400, 'invalid-path']);
      expect(commands).toEqual([]);
    },
  );
});

describe.each(operations)('%s', (operation) => {
  it('gives every answer the same headers, a refusal too', async () => {
    const expected = {
      'access-control-allow-origin': 'http://localhost:4200',
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      vary: 'origin',
      'x-content-type-options': 'nosniff',
    };
    const answers = [await call(operation), await call(operation, withPath(operation, '..'))];
    expect(answers.map(({ headers }) => headers)).toEqual([expected, expected]);
  });

  it('refuses an ID token before anything else', async () => {
    const event = { ...withPath(operation, '..'), ...withClaims(operation, { token_use: 'id' }) };
    await expect(call(operation, event)).resolves.toMatchObject({ statusCode: 401, json: { code: 'unauthorized' } });
    expect(commands).toEqual([]);
  });

  it('logs neither token nor signature, body nor path', async () => {
    s3Says({ ...nothing, UploadId: uploadId, ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
    await call(operation);
    const line = JSON.parse(logged) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'INFO', caller: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' });
    expect(logged).not.toMatch(/eyJ|X-Amz|Übersicht|amazonaws/);
  });
});

/** Deleting and giving up are answered with no more than a status. */
const reading = operations.filter(
  (operation) => !/^(?:presign-(?:put|parts)|delete-file|abort-upload)$/.test(operation),
);

describe.each(reading)('%s', (operation) => {
  it('does not take an empty answer of S3 for an empty result, and logs what is missing', async () => {
    s3Says({});
    const { statusCode, json } = await call(operation);
    expect([statusCode, (json as ErrorBody).code]).toEqual([500, 'internal']);
    expect(JSON.stringify(json)).not.toContain('S3');
    expect(logged).toMatch(/"level":"ERROR".*S3 sent a malformed answer: \w+ is missing/);
  });
});

/** The others only sign. */
const asking = operations.filter((operation) => !['presign-put', 'presign-parts'].includes(operation));

describe.each(asking)('%s', (operation) => {
  it('says nothing of what went wrong inside, and logs it with the request id', async () => {
    s3Says(Object.assign(new Error('arn:aws:s3:::secret'), { name: 'AccessDenied' }));
    const { statusCode, json } = await call(operation);
    expect([statusCode, (json as ErrorBody).code]).toEqual([500, 'internal']);
    expect(JSON.stringify(json)).not.toMatch(/arn:|secret|users\//);
    expect((json as ErrorBody).requestId).toBe('7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10');
    expect(logged).toContain('7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10');
  });
});
