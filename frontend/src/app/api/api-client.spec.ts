import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { methodName, operations } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { testConfig } from '../../testing/test-config.ts';
import { API_CLIENT, type ApiClient } from './api-client.ts';
import { CONFIG } from './config.ts';

let client: ApiClient;
let server: HttpTestingController;

beforeEach(() => {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), { provide: CONFIG, useValue: testConfig }],
  });
  client = TestBed.inject(API_CLIENT);
  server = TestBed.inject(HttpTestingController);
});

const signed = { url: 'https://files.example/a', headers: { host: 'x' }, expiresAt: '2026-11-24T12:00:00.000Z' };

describe('API_CLIENT', () => {
  it.each(operations)('sends $name as $method $path', ({ name, method, path }) => {
    const call = client[methodName(name)] as (request: object) => Promise<unknown>;
    void call({ uploadId: 'u', path: 'p' }).catch(() => undefined);
    const isInPath = path.includes('{uploadId}');
    const rest = isInPath ? { path: 'p' } : { uploadId: 'u', path: 'p' };
    const { request } = server.expectOne(() => true);
    expect(request).toMatchObject({ method, url: `/api${path.replace('{uploadId}', 'u')}` });
    expect(request.body ?? Object.fromEntries(new URLSearchParams(request.params.toString()))).toEqual(rest);
    expect(request.body === null).toBe(method !== 'POST');
  });

  it('answers nothing where the operation has no answer', async () => {
    const answer = client.abortUpload({ uploadId: 'u', path: 'a' });
    server.expectOne(({ method }) => method === 'DELETE').flush(null, { status: 204, statusText: 'No Content' });
    await expect(answer).resolves.toBeUndefined();
  });

  it('lets a request outlive the page only when it is asked to', () => {
    void client.deleteFiles({ change: 'a' }, undefined, { keepalive: true }).catch(() => undefined);
    void client.deleteFiles({ change: 'b' }).catch(() => undefined);
    expect(server.match(() => true).map(({ request }) => request.keepalive)).toEqual([true, false]);
  });

  it('leaves out what is undefined', () => {
    void client.listFiles({ folder: 'a', cursor: undefined }).catch(() => undefined);
    expect(server.expectOne(({ url }) => url === '/api/files').request.params.toString()).toBe('folder=a');
  });

  it('posts presign-put', () => {
    const body = { path: 'a', sizeBytes: 1, contentType: 'text/plain', crc64nvme: 'rosUhgp5mYg=' };
    const answer = client.presignPut(body);
    const { request } = server.expectOne({ method: 'POST', url: '/api/files/presign-put' });
    expect(request.body).toEqual(body);
    server.match(() => true);
    void answer.catch(() => undefined);
  });

  it('returns the checked answer', async () => {
    const answer = client.presignPut({ path: 'a', sizeBytes: 1, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' });
    server.expectOne('/api/files/presign-put').flush(signed);
    await expect(answer).resolves.toEqual(signed);
  });

  it('refuses an answer that is not what the contract says', async () => {
    const answer = client.presignPut({ path: 'a', sizeBytes: 1, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' });
    server.expectOne('/api/files/presign-put').flush({ url: 7 });
    await expect(answer).rejects.toMatchObject({ code: 'internal' });
  });

  it('passes on no URL of another place than the bucket', async () => {
    const evil = { ...signed, url: 'https://files.example.evil.example/a' };
    const put = client.presignPut({ path: 'a', sizeBytes: 1, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' });
    server.expectOne('/api/files/presign-put').flush(evil);
    await expect(put).rejects.toMatchObject({ code: 'internal' });
    const get = client.presignGet({ path: 'a' });
    const described = { sizeBytes: 1, contentType: 'a/b', etag: '"900150983cd24fb0d6963f7d28e17f72"' };
    server.expectOne('/api/files/presign-get').flush({ url: evil.url, expiresAt: evil.expiresAt, ...described });
    await expect(get).rejects.toMatchObject({ code: 'internal' });
  });

  it('writes paths into the query so that nothing in them is lost', () => {
    const answer = client.abortUpload({ uploadId: 'u', path: 'a b/ü+&=#?.txt' });
    const { request } = server.expectOne(({ method }) => method === 'DELETE');
    expect(new URL(request.urlWithParams, 'https://a.example').searchParams.get('path')).toBe('a b/ü+&=#?.txt');
    server.match(() => true);
    void answer.catch(() => undefined);
  });

  it('asks for a page by folder, cursor and limit', async () => {
    const answer = client.listFiles({ folder: 'a', cursor: 'c', limit: 5 });
    const call = server.expectOne(({ url }) => url === '/api/files');
    expect(call.request.params.toString()).toBe('folder=a&cursor=c&limit=5');
    call.flush({ folders: [], files: [] });
    await expect(answer).resolves.toEqual({ folders: [], files: [] });
  });

  it.each([
    [
      { code: 'not-found', message: 'Gone.', requestId: 'r-1' },
      404,
      { code: 'not-found', message: 'Gone.', requestId: 'r-1' },
    ],
    [{ message: 'Unauthorized' }, 401, { code: 'unauthorized' }],
    [{ message: 'Too Many Requests' }, 429, { code: 'too-many-requests' }],
    [{ message: 'Endpoint request timed out' }, 504, { code: 'unavailable' }],
    [{ code: 'made-up', message: 'x', requestId: 'r' }, 500, { code: 'internal' }],
    ['<html>', 503, { code: 'unavailable' }],
  ])('turns %j with %i into an ApiError', async (body, status, error) => {
    const answer = client.presignGet({ path: 'a' });
    server.expectOne('/api/files/presign-get').flush(body, { status, statusText: 'refused' });
    await expect(answer).rejects.toMatchObject(error);
  });

  it.each([
    ['7', 7000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('passes on how long to wait: Retry-After %s', async (header, retryAfterMs) => {
    const answer = client.presignGet({ path: 'a' });
    const refusal = { status: 429, statusText: 'refused', headers: { 'Retry-After': header } };
    server.expectOne('/api/files/presign-get').flush({ message: 'Too Many Requests' }, refusal);
    await expect(answer).rejects.toMatchObject({ code: 'too-many-requests', retryAfterMs });
  });

  it('says when there was no answer at all', async () => {
    const answer = client.presignGet({ path: 'a' });
    server.expectOne('/api/files/presign-get').error(new ProgressEvent('error'));
    await expect(answer).rejects.toMatchObject({ code: 'network' });
  });

  it('cancels the request with its signal', async () => {
    const stop = new AbortController();
    const answer = client.presignGet({ path: 'a' }, stop.signal);
    const call = server.expectOne('/api/files/presign-get');
    stop.abort(new Error('stop'));
    await expect(answer).rejects.toThrow('stop');
    expect(call.cancelled).toBe(true);
  });
});
