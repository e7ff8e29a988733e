import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startWeb, type Web } from './index.ts';
import { get as getFrom, webOptions, type Answer } from './testing/web-fixture.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-web-'));
const root = join(directory, 'browser');
const script = `export const text = '${'x'.repeat(2000)}';`;
const options = webOptions(root);
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

const get = (path: string, headers?: Record<string, string>, method?: string): Promise<Answer> =>
  getFrom(web.port, path, headers, method);

describe('the app', () => {
  it.each(['/', '/folder/2026', '/sign-in', '/a%20b?x=1'])(
    '%s is index.html, which browsers revalidate',
    async (path) => {
      const { status, headers, body } = await get(path);
      expect(status).toBe(200);
      expect(body.toString()).toContain('app');
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    },
  );

  it('lets browsers cache files with a hash in their name for a year', async () => {
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
  ])('%s shows no file outside the app', async (path) => {
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

  it('answers 304 to a browser that has the file already', async () => {
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
        /^default-src 'none'; require-trusted-types-for 'script'; trusted-types airlock#workers; .*connect-src 'self' http:\/\/127\.0\.0\.1:9000 http:\/\/localhost:9000 http:\/\/127\.0\.0\.1:9229;.*frame-ancestors 'none'$/,
      ),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    });
  });
});

describe('the configuration', () => {
  it('is served as JSON and never cached', async () => {
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

  it('of numbers serves programs, and redirects browsers to the name that the bucket allows', async () => {
    expect((await get('/config.json', { host: '127.0.0.1' })).status).toBe(200);
    const page = await get('/folder?x=1', { host: '127.0.0.1', 'sec-fetch-mode': 'navigate' });
    expect([page.status, page.headers['location']]).toEqual([307, `http://localhost:${web.port}/folder?x=1`]);
  });
});

describe('the mailbox', () => {
  it('is beside the app, with its headers, and not cached', async () => {
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
  it.each(['/api/files?folder=a', '/api', '/api/'])('gets %s as it is', async (path) => {
    const { body, headers } = await get(path);
    expect(body.toString()).toBe(`api ${path}`);
    expect(headers['cross-origin-opener-policy']).toBeUndefined();
  });

  it('answers under headers of its own, whatever the function says in them', async () => {
    const { headers } = await get('/api/files');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-kept': 'as it is',
    });
  });

  it('does not get paths that only begin like it', async () => {
    expect((await get('/apiary')).body.toString()).toContain('app');
  });
});
