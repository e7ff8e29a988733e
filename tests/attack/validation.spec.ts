import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import {
  fieldsOf,
  goodInput,
  goodValue,
  insides,
  listFields,
  operations,
  placed,
  refusal,
  type Input,
  type Operation,
} from './api.ts';
import { foreignNames, hostileValues } from './hostile-values.ts';
import { claimsOf } from './forged-tokens.ts';
import { eventOf, loadLambdas, type Lambda } from './lambda.ts';
import { raw, type Answer } from './request.ts';
import { Storage } from './storage.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let storage: Storage;
let lambdas: ReadonlyMap<string, Lambda>;

beforeAll(async () => {
  world = await openWorld();
  storage = new Storage(world);
  lambdas = await loadLambdas(world, operations);
}, 120_000);
/** No request in this file may store anything. */
afterEach(async () => {
  expect(await storage.everythingUnder('')).toEqual([]);
  expect(await storage.records()).toEqual([]);
});
afterAll(async () => {
  storage.close();
  await world.close();
});

/** Calls the function itself, which is fast and has no limits of the gateway before it. */
function atFunction(operation: Operation, input: Input): Promise<Answer> {
  const claims = claimsOf(world.owner.accessToken);
  return lambdas.get(operation.name)!(eventOf(operation, input, { claims }));
}

function atGateway(operation: Operation, changed: Partial<Parameters<typeof raw>[0]>): Promise<Answer> {
  const { path, query } = placed(operation, goodInput(operation));
  return raw({
    method: operation.method,
    url: `${world.apiUrl}${path}${query}`,
    headers: headersWith(['content-type', 'application/json']),
    ...changed,
  });
}

const headersWith = (...more: readonly (readonly [string, string])[]): (readonly [string, string])[] => [
  ['authorization', `Bearer ${world.owner.accessToken}`],
  ...more,
];

/** Returns the refusal in an answer: its status, code and field, and whether it reveals no internal details. */
function summary(answer: Answer) {
  const { code, field } = refusal(answer);
  return { status: answer.status, code, field, isSilent: !insides.test(answer.text) };
}

const isOf = (status: number, code: unknown, field?: unknown) => ({ status, code, field, isSilent: true });

const withRequired = operations.filter((it) => fieldsOf(it).some(({ isRequired }) => isRequired));

describe.each(withRequired)('$name', (operation) => {
  it('asks for each required input by its name', async () => {
    for (const { name } of fieldsOf(operation).filter(({ isRequired }) => isRequired)) {
      const rest = Object.entries(goodInput(operation)).filter(([it]) => it !== name);
      const answer = await atFunction(operation, Object.fromEntries(rest));
      expect(summary(answer)).toEqual(isOf(400, 'invalid-request', name));
    }
  });
});

describe.each(operations.filter((it) => fieldsOf(it).length > 0))('$name', (operation) => {
  it('refuses every hostile value of each input by its name', async () => {
    const fields = fieldsOf(operation);
    for (const [field, value] of fields.flatMap((it) => hostileValues(it).map((bad) => [it, bad] as const))) {
      const answer = await atFunction(operation, { ...goodInput(operation), [field.name]: value });
      expect({ value, ...summary(answer) }).toEqual({
        value,
        ...isOf(400, expect.stringMatching(/^invalid-(?:path|request)$/), expect.stringMatching(`^${field.name}`)),
      });
    }
  });
});

describe.each(operations)('$name', (operation) => {
  it('knows no input that is not in the contract, whatever it is called', async () => {
    const known = fieldsOf(operation).map(({ name }) => name);
    for (const name of foreignNames.filter((it) => !known.includes(it))) {
      const input = Object.fromEntries([...Object.entries(goodInput(operation)), [name, 'x']]);
      const answer = await atFunction(operation, input);
      expect({ name, ...summary(answer) }).toEqual({
        name,
        ...isOf(400, 'invalid-request', name.slice(0, 64)),
      });
    }
  });

  it('hears those names through the gateway too', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'key', 'bucket']) {
      const { path, query, body } = placed(operation, goodInput(operation));
      const more = `${query === '' ? '?' : '&'}${name}=x`;
      const text = body === undefined ? undefined : JSON.stringify(body).replace('{', `{"${name}": {"x": 1},`);
      const url = `${world.apiUrl}${path}${query}${body === undefined ? more : ''}`;
      const answer = await atGateway(operation, { url, ...(text !== undefined && { body: text }) });
      expect({ name, ...summary(answer) }).toEqual({ name, ...isOf(400, 'invalid-request', name) });
    }
  });

  it('takes no other method, and no header that names one', async () => {
    const { apiUrl } = world;
    const { path } = placed(operation, goodInput(operation));
    const known = operations.filter((it) => it.path === operation.path).map(({ method }) => method);
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'PROPFIND'];
    const others = methods.filter((it) => !known.some((method) => method === it));
    for (const method of others) {
      const headers = headersWith(['x-http-method-override', operation.method], ['x-http-method', operation.method]);
      const answer = await raw({ method, url: `${apiUrl}${path}`, headers });
      expect([method, answer.status]).toEqual([method, 403]);
    }
  });
});

const withBody = operations.filter(({ method }) => method === 'POST');

describe.each(withBody)('the body of $name', (operation) => {
  const good = (): string => JSON.stringify(placed(operation, goodInput(operation)).body);

  it.each([
    ['none', undefined],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"path"'],
    ['a number', '1'],
    ['half an object', '{"path":'],
    ['something behind the object', '{"path":"a"} {}'],
    ['a comment', '{/**/"path":"a"}'],
    ['single quotes', "{'path':'a'}"],
    ['NaN', '{"path":"a","sizeBytes":NaN}'],
    ['a byte order mark', '\ufeff{"path":"a"}'],
    ['UTF-16', Buffer.from('{"path":"a"}', 'utf16le')],
    ['XML', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><path>&e;</path>'],
    ['a form', 'path=a&sizeBytes=1'],
    ['lists in lists, deep', '['.repeat(30_000)],
    ['objects in objects, deep', `${'{"path":'.repeat(5000)}1${'}'.repeat(5000)}`],
    ['a path that is deep', `{"path":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    [
      'a thousand unknown names',
      JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`n${n}`, n]))),
    ],
    ['a number beyond numbers', `{"path":"a","sizeBytes":${'9'.repeat(400)}}`],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"path":"a'), Buffer.from([0xff, 0xc0, 0xaf]), Buffer.from('"')]),
    ],
  ])('is refused when it is %s', async (_, body) => {
    const answer = await atGateway(operation, { ...(body !== undefined && { body }) });
    expect(summary(answer)).toMatchObject({ status: 400, code: 'invalid-request', isSilent: true });
  });

  it.each([
    ...['text/plain', 'text/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'],
    ...['application/xml', 'application/json; charset=utf-16', 'application/json, text/plain', 'application/jsonp', ''],
  ])('is refused as %j', async (type) => {
    const answer = await atGateway(operation, { headers: headersWith(['content-type', type]), body: good() });
    expect(summary(answer)).toEqual(isOf(415, 'unsupported-media-type'));
  });

  it('is refused without a type', async () => {
    const answer = await atGateway(operation, { headers: headersWith(), body: good() });
    expect(summary(answer)).toEqual(isOf(415, 'unsupported-media-type'));
  });

  it('is read as any other when it came compressed', async () => {
    const headers = headersWith(['content-type', 'application/json'], ['content-encoding', 'gzip']);
    const answer = await atGateway(operation, { headers, body: gzipSync('{"unknown":1}') });
    const plain = await atGateway(operation, { body: '{"unknown":1}' });
    expect(summary(answer)).toEqual(summary(plain));
    expect(summary(answer)).toMatchObject({ status: 400, field: expect.any(String) });
  });

  it('of more than 64 KiB, or 1 MiB where it takes items, is refused before it is read', async () => {
    const limit = (Object.keys(goodInput(operation)).some((name) => listFields.has(name)) ? 1024 : 64) * 1024;
    const tooLarge = [`${good()}${' '.repeat(limit)}`, `{"x":"${'é'.repeat(limit / 2)}"}`];
    for (const body of tooLarge) {
      expect(summary(await atGateway(operation, { body }))).toEqual(isOf(413, 'body-too-large'));
    }
    const largest = `{"x":"${'x'.repeat(limit - '{"x":""}'.length)}"}`;
    expect(summary(await atGateway(operation, { body: largest }))).toMatchObject({ status: 400 });
  });

  it('that says a name twice is checked as the last one says, which is also what is used', async () => {
    for (const { name } of fieldsOf(operation).filter(({ place }) => place === 'body')) {
      const text = good().replace(/\}$/, `,"${name}":{"twice":true}}`);
      expect(summary(await atGateway(operation, { body: text }))).toMatchObject({ status: 400, field: name });
    }
  });
});

const withQuery = operations.filter((it) => fieldsOf(it).some(({ place }) => place === 'query'));

describe.each(withQuery)('the query of $name', (operation) => {
  it('says nothing twice', async () => {
    const { name } = fieldsOf(operation).find(({ place }) => place === 'query')!;
    const answer = await atFunction(operation, { ...goodInput(operation), [name]: ['a', '../b'] });
    expect(summary(answer)).toEqual(isOf(400, 'invalid-request', name));
    expect(refusal(answer).message).toBe('Is given more than once.');
  });

  it.each(['%', '%zz', '%ff', '%c0%af', '%u0041', '%00', '%0d%0aSet-Cookie:%20a=b', '&&&==&=', '?', 'a;b'])(
    'with %j is an answer of the contract or a refusal',
    async (text) => {
      const { path, query } = placed(operation, goodInput(operation));
      const url = `${world.apiUrl}${path}${query}${query === '' ? '?' : '&'}${text}=${text}`;
      const answer = await atGateway(operation, { url });
      expect(answer.status).toBe(400);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.text).not.toMatch(insides);
    },
  );

  it('takes its inputs from nowhere else', async () => {
    const fields = fieldsOf(operation).filter(({ place }) => place === 'query');
    const required = fields
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => [name, goodValue(operation, name)] as const);
    const answer = await atGateway(operation, {
      url: `${world.apiUrl}${placed(operation, goodInput(operation)).path}`,
      // The body has the required values, which would be accepted. Where nothing is required, it has a value that would
      // be refused.
      body: JSON.stringify(
        required.length > 0 ? Object.fromEntries(required) : { [fields[0]!.name]: 'x'.repeat(2000) },
      ),
    });
    expect(answer.status).toBe(required.length > 0 ? 400 : 200);
  });
});
