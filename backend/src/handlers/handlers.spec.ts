/** What holds for every handler, or for every handler of a kind. */
import { errorBody, operations, path as newPath } from '@airlock/contract';
import type { ErrorBody } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';

import {
  callHandler,
  commands,
  loggedText,
  operationNames,
  resetHandlers,
  s3Says,
} from '../testing/deployed-handlers.ts';
import { sampleS3 } from '../testing/sample-s3.ts';
import { sampleEvent, withBody, withClaims, withQuery } from '../testing/sample-event.ts';

beforeEach(resetHandlers);
afterEach(() => {
  jest.restoreAllMocks();
});

/** Returns the names of the inputs that an operation takes. */
function inputsOf(operation: string): readonly string[] {
  const { request } = operations.find(({ name }) => name === operation)!;
  return Object.keys((request as { entries: object }).entries);
}

/** Returns the values of a query that were given. */
const givenOf = (query: Record<string, string[] | undefined> | null): Record<string, string[]> =>
  Object.fromEntries(Object.entries(query ?? {}).map(([name, values = []]) => [name, values]));

/** Returns the sample event with another path, folder or item. */
function withPath(operation: string, path: string) {
  const inputs = inputsOf(operation);
  const { body, multiValueQueryStringParameters: query } = sampleEvent(operation);
  const field = inputs.includes('folder') ? 'folder' : 'path';
  if (body === null) return withQuery(operation, { ...givenOf(query), [field]: [path] });
  if (inputs.includes('items')) return withBody(operation, { items: [{ path, etag, versionId: 'v1' }] });
  return withBody(operation, { ...(JSON.parse(body) as object), path });
}

const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const badNewPaths = ['../x', 'a/../../x', '/x', 'a\u0000', 'a\u202egpj.exe', 'x'.repeat(256), ' x', 'x.', '\ud800'];
/** No file can have these, whatever tool has stored it. */
const tooLong = 'x'.repeat(982);
const badPaths = [tooLong, 'é'.repeat(500), '\ud800', 'a\udc00b'];

const withPaths = operationNames.filter((operation) => /path|folder/.test(inputsOf(operation).join()));
const withNewPaths = operations
  .filter(({ request }) => 'path' in request.entries && request.entries.path === newPath)
  .map(({ name }) => name);
const withItems = operationNames.filter((operation) => inputsOf(operation).includes('items'));
const withIds = operations.flatMap(({ name, path }) => {
  const [, id] = /\{(\w+)\}/.exec(path) ?? [];
  return id === undefined ? [] : [[name, id] as const];
});

describe.each(withIds)('%s', (operation, name) => {
  it.each(['..', '.', 'a/b', 'a b', '', 'x'.repeat(1025), 'é'])(`refuses the ${name} %j`, async (id) => {
    const { statusCode, json } = await callHandler(
      operation,
      sampleEvent(operation, { pathParameters: { [name]: id } }),
    );
    expect([statusCode, v.parse(errorBody, json)]).toMatchObject([400, { code: 'invalid-request', field: name }]);
    expect(commands).toEqual([]);
  });
});

describe.each(withPaths)('%s', (operation) => {
  it.each(badPaths)('refuses the path %j', async (path) => {
    const { statusCode, json } = await callHandler(operation, withPath(operation, path));
    expect([statusCode, v.parse(errorBody, json).code]).toEqual([400, 'invalid-path']);
    expect(commands).toEqual([]);
  });
});

describe.each(withNewPaths)('%s', (operation) => {
  it.each(badNewPaths)('stores nothing under the path %j', async (path) => {
    const { statusCode, json } = await callHandler(operation, withPath(operation, path));
    expect([statusCode, v.parse(errorBody, json).code]).toEqual([400, 'invalid-path']);
    expect(commands).toEqual([]);
  });
});

describe.each(withItems)('%s', (operation) => {
  it.each(badPaths)('refuses an item with the path %j', async (path) => {
    const { statusCode, json } = await callHandler(operation, withPath(operation, path));
    expect([statusCode, v.parse(errorBody, json).field?.split('.')[0]]).toEqual([400, 'items']);
    expect(commands).toEqual([]);
  });
});

describe.each(operationNames)('%s', (operation) => {
  it('gives every answer the same headers, a refusal too', async () => {
    const expected = {
      'access-control-allow-origin': 'http://localhost:4200',
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      vary: 'origin',
      'x-content-type-options': 'nosniff',
    };
    const answers = [await callHandler(operation), await callHandler(operation, withPath(operation, tooLong))];
    expect(answers.map(({ headers }) => headers)).toEqual([expected, expected]);
  });

  it('refuses an ID token before anything else', async () => {
    const event = { ...withPath(operation, tooLong), ...withClaims(operation, { token_use: 'id' }) };
    await expect(callHandler(operation, event)).resolves.toMatchObject({
      statusCode: 401,
      json: { code: 'unauthorized' },
    });
    expect(commands).toEqual([]);
  });

  it('logs neither token nor signature, body nor path', async () => {
    s3Says(sampleS3());
    await callHandler(operation);
    const line = JSON.parse(loggedText()) as Record<string, unknown>;
    const caller = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    expect(line).toMatchObject({ level: 'INFO', caller, forwardedFor: '203.0.113.7' });
    expect(loggedText()).not.toMatch(/eyJ|X-Amz|Übersicht|amazonaws/);
  });
});

/** Operations that read an answer of S3: deleting and aborting need only its status. */
const reading = operationNames.filter(
  (operation) => !/^(?:presign-(?:put|put-batch|parts)|abort-upload)$/.test(operation),
);

describe.each(reading)('%s', (operation) => {
  it('fails when S3 answers with nothing, and logs which property is missing', async () => {
    s3Says({});
    const { statusCode, json } = await callHandler(operation);
    expect([statusCode, (json as ErrorBody).code]).toEqual([500, 'internal']);
    expect(JSON.stringify(json)).not.toContain('S3');
    expect(loggedText()).toMatch(/"level":"ERROR".*S3 sent a malformed answer: \w+ is missing/);
  });
});

/** Operations that send a command to S3. The others only sign. */
const asking = operationNames.filter((operation) => !/^presign-(?:put|put-batch|parts)$/.test(operation));

describe.each(asking)('%s', (operation) => {
  it('says nothing of what went wrong inside, and logs it with the request id', async () => {
    s3Says(Object.assign(new Error('arn:aws:s3:::secret'), { name: 'AccessDenied' }));
    const { statusCode, json } = await callHandler(operation);
    expect([statusCode, (json as ErrorBody).code]).toEqual([500, 'internal']);
    expect(JSON.stringify(json)).not.toMatch(/arn:|secret|users\//);
    expect((json as ErrorBody).requestId).toBe('7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10');
    expect(loggedText()).toContain('7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10');
  });
});
