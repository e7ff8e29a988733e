import { errorBody, listFilesAnswer, presignGetAnswer, presignPutAnswer } from '@airlock/contract';
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
const handlers: Record<string, ApiHandler> = {
  'presign-put': (await import('./presign-put.ts')).handler,
  'presign-get': (await import('./presign-get.ts')).handler,
  'list-files': (await import('./list-files.ts')).handler,
  'delete-file': (await import('./delete-file.ts')).handler,
};
const operations = Object.keys(handlers);
const key = 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/reports/2026/q3 Übersicht.pdf';

async function call(operation: string, event = sampleEvent(operation)) {
  const { statusCode, headers, body } = await handlers[operation]!(event, sampleContext());
  return { statusCode, headers, body, json: (body === '' ? undefined : JSON.parse(body)) as unknown };
}

const commands: { name: string; input: Record<string, unknown> }[] = [];
let logged: string;

function s3Says(answer: object | Error): void {
  const send = jest.spyOn(S3Client.prototype, 'send') as unknown as jest.Mock<
    (command: { constructor: { name: string }; input: Record<string, unknown> }) => Promise<unknown>
  >;
  send.mockImplementation(({ constructor, input }) => {
    commands.push({ name: constructor.name, input });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
}

beforeEach(() => {
  commands.length = 0;
  logged = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged += text.toString();
    return true;
  });
  s3Says({});
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

describe.each(operations)('%s', (operation) => {
  const isQuery = ['list-files', 'delete-file'].includes(operation);
  const withPath = (path: string) =>
    isQuery
      ? withQuery(operation, { [operation === 'list-files' ? 'folder' : 'path']: [path] })
      : withBody(operation, { ...(JSON.parse(sampleEvent(operation).body ?? '{}') as object), path });

  it('gives every answer the same headers, a refusal too', async () => {
    const expected = {
      'access-control-allow-origin': 'http://localhost:4200',
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      vary: 'origin',
      'x-content-type-options': 'nosniff',
    };
    const answers = [await call(operation), await call(operation, withPath('..'))];
    expect(answers.map(({ headers }) => headers)).toEqual([expected, expected]);
  });

  it('refuses an ID token before anything else', async () => {
    const event = { ...withPath('..'), ...withClaims(operation, { token_use: 'id' }) };
    await expect(call(operation, event)).resolves.toMatchObject({ statusCode: 401, json: { code: 'unauthorized' } });
    expect(commands).toEqual([]);
  });

  it.each(['../x', 'a/../../x', '/x', 'a\u0000', 'a\u202egpj.exe', 'x'.repeat(256), ' x', 'x.', '\ud800'])(
    'refuses the path %j',
    async (path) => {
      const { statusCode, json } = await call(operation, withPath(path));
      expect([statusCode, v.parse(errorBody, json).code]).toEqual([400, 'invalid-path']);
      expect(commands).toEqual([]);
    },
  );

  it('says nothing of what went wrong inside, and logs it with the request id', async () => {
    s3Says(Object.assign(new Error('arn:aws:s3:::secret'), { name: 'AccessDenied' }));
    const { json } = await call(operation, { ...sampleEvent(operation), body: '{"path":"a"}' });
    expect(JSON.stringify(json)).not.toMatch(/arn:|secret|users\//);
    expect((json as ErrorBody).requestId).toBe('7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10');
    expect(logged).toContain('7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10');
  });

  it('logs neither token nor signature, body nor path', async () => {
    await call(operation);
    const line = JSON.parse(logged) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'INFO', caller: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' });
    expect(logged).not.toMatch(/eyJ|X-Amz|Übersicht|amazonaws/);
  });
});
