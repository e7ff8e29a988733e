/** @jest-environment node */
import type { PresignGetAnswer } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ApiError } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-client.ts';
import { SignedFile } from './signed-file.ts';

const whole = Uint8Array.from({ length: 10 }, (_, index) => index);
const presignGet = jest.fn<ApiClient['presignGet']>();
const fetched = jest.fn<typeof fetch>();
const { signal } = new AbortController();

const answer = (more: Partial<PresignGetAnswer> = {}): PresignGetAnswer => ({
  ...{ url: 'https://s3/one', expiresAt: new Date(Date.now() + 300_000).toISOString() },
  ...{ sizeBytes: whole.length, contentType: 'text/plain', etag: '"a"', ...more },
});

/** Answers a range as S3 does. */
function range(init: RequestInit | undefined, etag = '"a"', take = whole.length): Response {
  const wanted = (init?.headers as Record<string, string>)['range'] ?? '';
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(wanted) ?? [];
  const body = whole.slice(Number(from), Math.min(Number(to) + 1, Number(from) + take));
  return new Response(body, { status: 206, headers: { etag } });
}

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: 50 });
  presignGet.mockReset().mockResolvedValue(answer());
  fetched.mockReset().mockImplementation((_, init) => Promise.resolve(range(init)));
  globalThis.fetch = fetched;
});

const open = () => SignedFile.open({ presignGet }, 'a.txt', signal);

describe('SignedFile', () => {
  it('reads a range, and less at the end', async () => {
    const file = await open();
    await expect(file.read(2, 5, signal)).resolves.toEqual(whole.slice(2, 5));
    await expect(file.read(8, 99, signal)).resolves.toEqual(whole.slice(8));
    await expect(file.read(10, 20, signal)).resolves.toHaveLength(0);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('goes on after a broken connection, with a new URL, where it was', async () => {
    fetched.mockImplementationOnce((_, init) => Promise.resolve(range(init, '"a"', 4)));
    presignGet.mockResolvedValueOnce(answer()).mockResolvedValueOnce(answer({ url: 'https://s3/two' }));
    const progress: number[] = [];
    const file = await open();
    await expect(file.read(0, 10, signal, (bytes) => progress.push(bytes))).resolves.toEqual(whole);
    expect(fetched.mock.calls.map(([url]) => url)).toEqual(['https://s3/one', 'https://s3/two']);
    expect(progress).toEqual([4, 10]);
  });

  it('renews a URL that has expired before it uses it', async () => {
    presignGet.mockResolvedValueOnce(answer({ expiresAt: new Date(Date.now() + 1_000).toISOString() }));
    const file = await open();
    await file.read(0, 1, signal);
    expect(presignGet).toHaveBeenCalledTimes(2);
  });

  it('never mixes two versions: neither when S3 has another, nor when the server names another', async () => {
    const file = await open();
    fetched.mockImplementationOnce((_, init) => Promise.resolve(range(init, '"b"')));
    await expect(file.read(0, 1, signal)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    fetched.mockResolvedValueOnce(new Response('', { status: 403 }));
    presignGet.mockResolvedValue(answer({ etag: '"b"' }));
    await expect(file.read(0, 1, signal)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });

  it('does not take a whole file for a range of it', async () => {
    fetched.mockImplementation(() => Promise.resolve(new Response(whole, { status: 200, headers: { etag: '"a"' } })));
    const file = await open();
    await expect(file.read(0, 5, signal)).rejects.toMatchObject({ code: 'network' });
    expect(fetched).toHaveBeenCalledTimes(4);
  });

  it('does not take a whole file of the right length for a range of it', async () => {
    const five = () => new Response(whole.slice(0, 5), { status: 200, headers: { etag: '"a"' } });
    fetched.mockImplementation(() => Promise.resolve(five()));
    const file = await open();
    await expect(file.read(0, 5, signal)).rejects.toMatchObject({ code: 'network' });
  });

  it('takes no more bytes than it asked for', async () => {
    fetched.mockImplementation(() => Promise.resolve(new Response(whole, { status: 206, headers: { etag: '"a"' } })));
    const file = await open();
    await expect(file.read(0, 5, signal)).rejects.toMatchObject({ code: 'network' });
  });

  it('says that a file is gone', async () => {
    fetched.mockResolvedValue(new Response('', { status: 404 }));
    const file = await open();
    await expect(file.read(0, 1, signal)).rejects.toMatchObject({ code: 'not-found' });
    presignGet.mockRejectedValue(new ApiError('not-found', 'There is no such file.'));
    await expect(open()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stops when it is told to, without another request', async () => {
    const stop = new AbortController();
    const file = await open();
    fetched.mockImplementation(() => {
      stop.abort();
      return Promise.reject(new TypeError('network'));
    });
    await expect(file.read(0, 1, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
