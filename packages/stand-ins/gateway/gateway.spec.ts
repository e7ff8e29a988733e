import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { startFixture, type GatewayFixture } from './testing/gateway-fixture.ts';

let fixture: GatewayFixture;

beforeAll(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.listFilesIs('return { statusCode: 200, body: "list" }'));
afterAll(() => fixture.close());

const logOf = (source: string): string =>
  fixture.lines
    .filter((it) => it.source === source)
    .map(({ line }) => line)
    .join('\n');

describe('routing', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/unknown'],
    ['PUT', '/files'],
    ['HEAD', '/files'],
    ['GET', '/files/presign-put'],
    ['GET', '/files//'],
    ['GET', '/FILES'],
    ['POST', '/files//presign-put'],
  ])('%s %s has no method', async (method, path) => {
    const url = `${fixture.gateway.url}${path}`;
    const response = await fetch(url, { method, headers: { authorization: await fixture.token() } });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });

  it('answers an unknown path in the words of API Gateway, also below another stage', async () => {
    const response = await fetch(`${new URL(fixture.gateway.url).origin}/prod/files`);
    expect(await response.json()).toEqual({ message: 'Missing Authentication Token' });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('calls the function of the route', async () => {
    expect(await (await fixture.call('GET', '/files')).text()).toBe('list');
    expect(await (await fixture.call('GET', '/files/')).text()).toBe('list');
    expect(await (await fixture.call('POST', '/files/presign-put', { body: '{}' })).text()).toBe('put');
  });
});

describe('CORS headers', () => {
  it('answer a preflight from the template, without a token', async () => {
    const response = await fetch(`${fixture.gateway.url}/files`, { method: 'OPTIONS' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:4200',
      'access-control-allow-methods': 'GET,POST,DELETE,OPTIONS',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
    });
  });

  it('are on the answers that the gateway gives itself, as the gateway responses say', async () => {
    const response = await fetch(`${fixture.gateway.url}/files`);
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:4200');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('name no origin that anybody has without DevOrigin', async () => {
    const closed = await startFixture({ parameters: { DevOrigin: '' } });
    const preflight = await fetch(`${closed.gateway.url}/files`, { method: 'OPTIONS' });
    const refused = await fetch(`${closed.gateway.url}/files`);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://no-dev-origin.invalid');
    expect(refused.headers.has('access-control-allow-origin')).toBe(false);
    await closed.close();
  });
});

describe('answers of the gateway itself', () => {
  it('are of the type that it says, and of no other', async () => {
    for (const path of ['/files', '/nothing']) {
      const { status, headers } = await fetch(`${fixture.gateway.url}${path}`);
      expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
        expect.any(Number),
        'application/json',
        'nosniff',
      ]);
    }
  });
});

describe('a request', () => {
  it('is refused above 10 MB, declared or not', async () => {
    const body = 'x'.repeat(10 * 1024 * 1024 + 1);
    const declared = await fixture.call('POST', '/files/presign-put', { body });
    expect(declared.status).toBe(413);
    expect(await declared.json()).toEqual({ message: 'Request Too Long' });
    const init = { body: new Blob([body]).stream(), duplex: 'half' as const };
    const chunked = await fixture.call('POST', '/files/presign-put', init);
    expect(chunked.status).toBe(413);
  });

  it('is refused above the burst of its method, while other methods go on', async () => {
    const slow = await startFixture({ parameters: { RequestsPerSecond: 1, RequestBurst: 2 } });
    const calls = Array.from({ length: 8 }, () => slow.call('POST', '/files/presign-put', { body: '{}' }));
    const answers = await Promise.all(calls);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(8);
    expect(await refused[0]!.json()).toEqual({ message: 'Too Many Requests' });
    expect(refused[0]!.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
    expect(refused[0]!.headers.get('retry-after')).toBe('1');
    expect(refused[0]!.headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect((await slow.call('GET', '/files')).status).toBe(200);
    await slow.close();
  });
});

describe("a function's answer", () => {
  it('goes out with its status and headers, and the ids of API Gateway', async () => {
    fixture.listFilesIs(
      `return { statusCode: '201', headers: { 'X-One': 1, 'X-True': true }, multiValueHeaders: { 'X-Two': ['a', 'b'] }, body: 'text' }`,
    );
    const response = await fixture.call('GET', '/files');
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'x-one': '1',
      'x-true': 'true',
      'x-two': 'a, b',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-amz-apigw-id': expect.stringMatching(/=$/),
    });
    expect(await response.text()).toBe('text');
  });

  it('has the headers renamed that are API Gateway’s own', async () => {
    fixture.listFilesIs(
      `return { statusCode: 200, headers: { 'WWW-Authenticate': 'Basic', Date: 'now', Server: 's' } }`,
    );
    const { headers } = await fixture.call('GET', '/files');
    expect(headers.get('x-amzn-remapped-www-authenticate')).toBe('Basic');
    expect(headers.get('x-amzn-remapped-date')).toBe('now');
    expect(headers.get('x-amzn-remapped-server')).toBe('s');
    expect(headers.has('www-authenticate')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['null', 'return null'],
    ['text', 'return "ok"'],
    ['no status', 'return { body: "" }'],
    ['a status that is none', 'return { statusCode: 42 }'],
    ['an object as body', 'return { statusCode: 200, body: {} }'],
    ['an unknown key', 'return { statusCode: 200, cookies: [] }'],
    ['a header with a line break', 'return { statusCode: 200, headers: { a: "b\\r\\nc: d" } }'],
    ['a header that is an object', 'return { statusCode: 200, headers: { a: {} } }'],
    ['multi-value headers that are no lists', 'return { statusCode: 200, multiValueHeaders: { a: "b" } }'],
    ['isBase64Encoded that is no boolean', 'return { statusCode: 200, isBase64Encoded: "yes" }'],
    ['more than 6 MB', 'return { statusCode: 200, body: "x".repeat(6 * 1024 * 1024) }'],
    ['an error', 'throw new Error("secret detail")'],
    ['a crash', 'process.exit(1)'],
    ['a rejected import', 'return await import("./nothing.mjs")'],
  ])('that is %s is a 502 without details', async (_, code) => {
    fixture.listFilesIs(code);
    const response = await fixture.call('GET', '/files');
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('stays as it is when it says that it is base64: the API has no binary types', async () => {
    fixture.listFilesIs('return { statusCode: 200, isBase64Encoded: true, body: "aGk=" }');
    expect(await (await fixture.call('GET', '/files')).text()).toBe('aGk=');
  });
});

describe('the access log', () => {
  it('has a line per request in the format of the template, and no token', async () => {
    const response = await fixture.call('GET', '/files?folder=secret-name');
    await response.text();
    const line = logOf('Api').split('\n').at(-1) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      requestId: response.headers.get('x-amzn-requestid'),
      caller: '1c5e5f4a-0000-4000-8000-000000000000',
      sourceAddress: '127.0.0.1',
      method: 'GET',
      resource: '/files',
      status: '200',
      error: '-',
    });
    expect(line).not.toMatch(/secret-name|eyJ/);
  });
});
