import { createServer, request as send, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { readTemplate } from '@airlock/template';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { listen } from '../listen.ts';
import { startWeb, type Web, type WebOptions } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-web-'));
const root = join(directory, 'browser');
const template = readTemplate(join(import.meta.dirname, '../../../template.yaml'), {
  stackName: 'airlock',
  region: 'us-east-1',
  accountId: '000000000000',
  parameters: { S3Endpoint: 'http://127.0.0.1:9000', CognitoEndpoint: 'http://127.0.0.1:9229' },
});
const script = `export const text = '${'x'.repeat(2000)}';`;
const passwordPolicy = {
  ...{ minimumLength: 12, requireLowercase: true, requireUppercase: true },
  ...{ requireNumbers: true, requireSymbols: false },
};
const options: WebOptions = {
  template,
  root,
  port: 0,
  mails: { list: () => [], listen: () => () => undefined },
  api: (request, response) => Promise.resolve(void response.end(`api ${request.url ?? ''}`)),
  config: {
    ...{ region: 'us-east-1', userPoolId: 'p', userPoolClientId: 'c', userPoolEndpoint: 'http://127.0.0.1:9229/' },
    ...{ apiUrl: '/api', filesUrl: 'http://127.0.0.1:9000/b', passwordPolicy },
  },
};
let web: Web;

beforeAll(async () => {
  mkdirSync(join(root, 'media'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<html><head></head><body>app</body></html>');
  writeFileSync(join(root, 'main-ABCD1234.js'), script);
  writeFileSync(join(root, 'media/pixel.png'), Buffer.alloc(2000));
  writeFileSync(join(directory, 'secret.txt'), 'secret');
  web = await startWeb(options);
});
afterAll(async () => {
  await web.close();
  rmSync(directory, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The path exactly as it is: fetch would resolve dots before it sends them. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET', port = web.port): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(
      { host: '127.0.0.1', port, path, method, headers: { host: 'localhost', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    request.on('error', reject);
    request.end();
  });
}

describe('the app', () => {
  it.each(['/', '/folder/2026', '/sign-in', '/a%20b?x=1'])('%s is index.html, never kept unasked', async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(body.toString()).toContain('app');
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  });

  it('keeps files with a hash in their name for ever', async () => {
    const { headers } = await get('/main-ABCD1234.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/missing.js',
    '/media/',
    '/../secret.txt',
    '/media/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/media/%00.png',
    '//secret.txt',
  ])('%s shows nothing of the disk', async (path) => {
    const { body } = await get(path);
    expect(body.toString()).not.toContain('secret');
    expect(body.toString()).not.toContain('pixel');
  });

  it.each([
    ['/missing.js', 404],
    ['/%2e%2e/secret.txt', 404],
    ['/%zz', 400],
  ])('%s is %d', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('takes GET and HEAD only', async () => {
    const head = await get('/main-ABCD1234.js', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(script.length)]);
    expect((await get('/', {}, 'POST')).status).toBe(403);
  });

  it('answers 304 to who has the file already', async () => {
    const { headers } = await get('/main-ABCD1234.js');
    const again = await get('/main-ABCD1234.js', { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get('/main-ABCD1234.js', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
  ])('is compressed for %s with %s', async (accepted, encoding, decompress) => {
    const { headers, body } = await get('/main-ABCD1234.js', { 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    expect(headers['etag']).toMatch(/^W\//);
    expect(decompress(body).toString()).toBe(script);
    const again = await get('/main-ABCD1234.js', {
      'accept-encoding': accepted,
      'if-none-match': String(headers['etag']),
    });
    expect(again.status).toBe(304);
  });

  it('leaves images as they are', async () => {
    const { headers } = await get('/media/pixel.png', { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

describe('the headers', () => {
  it.each(['/', '/missing.js', '/config.json', '/main-ABCD1234.js'])('of the template are on %s', async (path) => {
    const { headers } = await get(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; .*connect-src 'self' http:\/\/127\.0\.0\.1:9000 http:\/\/127\.0\.0\.1:9229;.*frame-ancestors 'none'$/,
      ),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    });
  });
});

describe('the configuration', () => {
  it('is served as JSON and never kept', async () => {
    const { headers, body } = await get('/config.json');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' });
    expect(JSON.parse(body.toString())).toEqual(options.config);
  });
});

describe('a host', () => {
  it('of another name is refused: it may be a page that let its name point here', async () => {
    expect((await get('/config.json', { host: 'evil.example' })).status).toBe(421);
    expect((await get('/api/files', { host: 'localhost.evil.example' })).status).toBe(421);
  });

  it('of numbers serves programs, and sends people to the name that the bucket allows', async () => {
    expect((await get('/config.json', { host: '127.0.0.1' })).status).toBe(200);
    const page = await get('/folder?x=1', { host: '127.0.0.1', 'sec-fetch-mode': 'navigate' });
    expect([page.status, page.headers['location']]).toEqual([307, `http://localhost:${web.port}/folder?x=1`]);
  });
});

describe('the mailbox', () => {
  it('is beside the app, with its headers, and not kept', async () => {
    const { status, headers, body } = await get(new URL(web.mailboxUrl).pathname);
    expect([status, body.toString()]).toEqual([200, expect.stringContaining('<h1>Mailbox</h1>')]);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
  });

  it('is closed to pages whose name points here', async () => {
    expect((await get('/_local/mailbox/mails', { host: 'evil.example' })).status).toBe(421);
    expect((await get('/_local/mailbox/mails')).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the API', () => {
  it.each(['/api/files?folder=a', '/api', '/api/'])('%s goes to the gateway as it is', async (path) => {
    const { body, headers } = await get(path);
    expect(body.toString()).toBe(`api ${path}`);
    expect(headers['content-security-policy']).toBeUndefined();
  });

  it('is not what only begins like it', async () => {
    expect((await get('/apiary')).body.toString()).toContain('app');
  });
});

describe('another API', () => {
  let upstream: Server;
  let proxied: Web;

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      response.setHeader('x-seen', `${request.method ?? ''} ${request.url ?? ''} ${request.headers.host ?? ''}`);
      response.writeHead(201);
      request.pipe(response);
    });
    const port = await listen(upstream, 0);
    proxied = await startWeb({ ...options, api: new URL(`http://127.0.0.1:${port}`) });
  });
  afterAll(async () => {
    await proxied.close();
    upstream.close();
  });

  it('gets path and query without the stage, and the body as a stream', async () => {
    const response = await fetch(`http://127.0.0.1:${proxied.port}/api/files?x=%20`, {
      method: 'POST',
      body: 'the body',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-seen')).toMatch(/^POST \/files\?x=%20 127\.0\.0\.1:\d+$/);
    expect(await response.text()).toBe('the body');
  });

  it('that is down is named in one sentence', async () => {
    const closed = createServer();
    const port = await listen(closed, 0);
    closed.close();
    const broken = await startWeb({ ...options, api: new URL(`http://127.0.0.1:${port}`) });
    const response = await fetch(`http://127.0.0.1:${broken.port}/api/files`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      message: `The API at http://127.0.0.1:${port} cannot be reached. Is "sam local start-api" running?`,
    });
    await broken.close();
  });
});

describe('in development', () => {
  it('pages load a script of their own and are told to reload', async () => {
    const live = await startWeb({ ...options, isDevelopment: true });
    const page = await get('/', {}, 'GET', live.port);
    expect(page.body.toString()).toContain('<script src="/live-reload.js" defer></script></head>');
    const stream = await fetch(`http://127.0.0.1:${live.port}/live-reload`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    live.reload();
    expect((await reader.read()).value).toContain('event: reload');
    await reader.cancel();
    await live.close();
  });

  it('and only there', async () => {
    expect((await get('/')).body.toString()).not.toContain('live-reload');
    expect((await get('/live-reload')).headers['content-type']).toContain('text/html');
  });
});
