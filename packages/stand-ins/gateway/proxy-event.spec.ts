import { request as send } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createRouting } from './routing.ts';
import { startFixture, type CallInit, type GatewayFixture } from './testing/gateway-fixture.ts';

let fixture: GatewayFixture;

beforeAll(async () => {
  fixture = await startFixture();
  fixture.listFilesIs('return { statusCode: 200, body: JSON.stringify({ event, context, env: process.env }) }');
  fixture.presignPutIs('return { statusCode: 200, body: JSON.stringify({ event, context, env: process.env }) }');
});
afterAll(() => fixture.close());

interface Seen {
  readonly event: Record<string, unknown> & { readonly requestContext: Record<string, unknown> };
  readonly context: Record<string, unknown>;
  readonly env: Record<string, string>;
}

async function seen(method: string, path: string, init?: CallInit): Promise<Seen> {
  return (await (await fixture.call(method, path, init)).json()) as Seen;
}

describe('the event', () => {
  it('has every key of the proxy integration', async () => {
    const { event } = await seen('GET', '/files');
    expect(Object.keys(event).sort()).toEqual([
      ...['body', 'headers', 'httpMethod', 'isBase64Encoded', 'multiValueHeaders', 'multiValueQueryStringParameters'],
      ...['path', 'pathParameters', 'queryStringParameters', 'requestContext', 'resource', 'stageVariables'],
    ]);
    expect(event).toMatchObject({
      resource: '/files',
      path: '/files',
      httpMethod: 'GET',
      body: null,
      isBase64Encoded: false,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
    });
  });

  it('names the caller, with claims as text', async () => {
    const { event } = await seen('GET', '/files');
    expect(event.requestContext).toMatchObject({
      accountId: '000000000000',
      stage: 'api',
      path: '/api/files',
      resourcePath: '/files',
      httpMethod: 'GET',
      protocol: 'HTTP/1.1',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: expect.any(Number),
      identity: { sourceIp: '127.0.0.1', userAgent: expect.any(String), user: null },
      authorizer: {
        claims: {
          sub: '1c5e5f4a-0000-4000-8000-000000000000',
          token_use: 'access',
          scope: 'airlock/files',
          exp: expect.stringMatching(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/),
          auth_time: expect.stringMatching(/^\d+$/),
        },
      },
    });
  });

  it('decodes names and values of the query once, and keeps repeated ones', async () => {
    const { event } = await seen('GET', '/files?folder=a%20b%2Fc+d&folder=%E6%97%A5&x=%2525&empty&bad=%zz');
    expect(event['multiValueQueryStringParameters']).toEqual({
      folder: ['a b/c d', '日'],
      x: ['%25'],
      empty: [''],
      bad: ['%zz'],
    });
    expect(event['queryStringParameters']).toMatchObject({ folder: '日' });
  });

  it('treats names that objects inherit like any other', async () => {
    const { event } = await seen('GET', '/files?__proto__=a&constructor=b&toString=c', { headers: { valueOf: 'd' } });
    const query = Object.entries(event['multiValueQueryStringParameters'] as object);
    expect(query).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
      ['toString', ['c']],
    ]);
    expect(event['multiValueHeaders']).toMatchObject({ valueOf: ['d'] });
  });

  it('has the body as text', async () => {
    const { event } = await seen('POST', '/files/presign-put', { body: '{"path":"日本"}' });
    expect(event['body']).toBe('{"path":"日本"}');
  });

  it('keeps the case of header names and repeated headers, and has the API’s own host', async () => {
    const token = await fixture.token();
    const text = await new Promise<string>((resolve) => {
      const headers = [
        'AUTHORIZATION',
        token,
        'X-Two',
        'a',
        'X-Two',
        'b',
        'X-Forwarded-For',
        '203.0.113.7',
        'Host',
        'evil',
      ];
      const request = send(`${fixture.gateway.url}/files`, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      });
      request.end();
    });
    const { event } = JSON.parse(text) as Seen;
    expect(event['multiValueHeaders']).toMatchObject({
      AUTHORIZATION: [token],
      'X-Two': ['a', 'b'],
      'X-Forwarded-For': ['203.0.113.7, 127.0.0.1'],
      'X-Forwarded-Proto': ['https'],
      Host: [expect.stringMatching(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/)],
    });
    expect(event['headers']).toMatchObject({ 'X-Two': 'b' });
  });
});

describe('the execution environment', () => {
  it('has the variables of the template and of Lambda, and none of this process', async () => {
    const { env } = await seen('GET', '/files');
    expect(env).toMatchObject({
      FILES_BUCKET: 'airlock-files-000000000000-us-east-1',
      USER_POOL_ID: 'us-east-1_Test00000',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'ASIATEST',
      AWS_SESSION_TOKEN: 'session',
      AWS_LAMBDA_FUNCTION_NAME: expect.stringContaining('ListFiles'),
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
      _HANDLER: 'list-files.handler',
    });
    expect(Object.keys(env)).not.toContain('PATH');
    expect(Object.keys(env).filter((name) => name.startsWith('npm_') || name.startsWith('NODE_'))).toEqual([]);
  });

  it('has the context of Lambda', async () => {
    const { context, event } = await seen('GET', '/files');
    expect(context).toMatchObject({
      functionVersion: '$LATEST',
      memoryLimitInMB: '512',
      awsRequestId: event.requestContext['requestId'],
      logGroupName: '/airlock/airlock/functions',
    });
  });
});

describe('path parameters', () => {
  const route = (path: string) => ({ ...{ method: 'GET', functionId: path, eventId: path }, path });
  const routes = ['/uploads/{uploadId}/parts', '/uploads/{uploadId}', '/uploads/mine', '/{rest+}'].map((path) => ({
    ...route(path),
    authorizer: undefined,
    authorizationScopes: [],
  }));
  const find = createRouting(routes, false);

  it.each([
    ['/uploads/mine', '/uploads/mine', null],
    ['/uploads/a%2Fb%20c', '/uploads/{uploadId}', { uploadId: 'a/b c' }],
    ['/uploads/x/parts', '/uploads/{uploadId}/parts', { uploadId: 'x' }],
    ['/uploads/x/y/z', '/{rest+}', { rest: 'uploads/x/y/z' }],
    ['/uploads', '/{rest+}', { rest: 'uploads' }],
  ])('%s is %s', (path, resource, pathParameters) => {
    expect(find('GET', path)).toMatchObject({ resource, pathParameters });
  });
});
