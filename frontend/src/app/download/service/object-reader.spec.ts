/** @jest-environment node */
import { getEventListeners } from 'node:events';

import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Source } from './messages.ts';
import { ObjectReader, type ReaderPorts } from './object-reader.ts';

const bytes = new TextEncoder().encode('0123456789');
const source: Source = { url: 'https://s3/first', sizeBytes: 10, etag: '"a"', crc64nvme: undefined };
const renewed: Source = { ...source, url: 'https://s3/renewed' };

/** An answer of S3 with the file from `from` on. It breaks before byte `breaksAt`. */
function answer({ from = 0, breaksAt = 10, etag = '"a"', status = 206 } = {}): Response {
  const pieces = [bytes.slice(from, breaksAt)];
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece && piece.length > 0) controller.enqueue(piece);
      else if (breaksAt < 10) controller.error(new TypeError('network error'));
      else controller.close();
    },
  });
  return new Response(body, {
    status: from === 0 ? 200 : status,
    headers: { etag, 'content-length': String(10 - from) },
  });
}

const refused = (status: number) => new Response('<Error/>', { status });
const fetch = jest.fn<ReaderPorts['fetch']>();
const sign = jest.fn<ReaderPorts['sign']>();
const waited: number[] = [];
const stop = () => new AbortController();
let retries: number;

beforeEach(() => {
  fetch.mockReset();
  sign.mockReset().mockResolvedValue(renewed);
  waited.length = 0;
  retries = 0;
});

function reader(signal = stop().signal): ObjectReader {
  const wait = (ms: number) => Promise.resolve(void waited.push(ms));
  return new ObjectReader(source, { fetch, sign, wait, retrying: () => void (retries += 1) }, signal);
}

async function readAll(from: ObjectReader): Promise<string> {
  let got = '';
  while (got.length < 10) got += new TextDecoder().decode(await from.read());
  return got;
}

const requested = () => fetch.mock.calls.map(([url, { headers }]) => [url, headers]);

describe('ObjectReader', () => {
  it('leaves nothing with the signal when its connections are over, because thousands of files share that', async () => {
    fetch.mockResolvedValueOnce(answer({ breaksAt: 4 })).mockResolvedValueOnce(answer({ from: 4 }));
    const { signal } = stop();
    const one = reader(signal);
    await one.open();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    expect(await readAll(one)).toBe('0123456789');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('sends neither cookies nor referrer, and keeps nothing', async () => {
    fetch.mockResolvedValueOnce(answer());
    const one = reader();
    await one.open();
    expect(await readAll(one)).toBe('0123456789');
    const [[url, init]] = fetch.mock.calls as [Parameters<typeof fetch>];
    expect(url).toBe('https://s3/first');
    expect(init).toMatchObject({ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', headers: {} });
  });

  it('goes on where the line broke, with a new URL', async () => {
    fetch.mockResolvedValueOnce(answer({ breaksAt: 4 })).mockResolvedValueOnce(answer({ from: 4 }));
    expect(await readAll(reader())).toBe('0123456789');
    expect(requested()).toEqual([
      ['https://s3/first', {}],
      ['https://s3/renewed', { range: 'bytes=4-' }],
    ]);
    expect(retries).toBe(1);
  });

  it.each([
    ['503', () => Promise.resolve(refused(503))],
    ['an expired URL', () => Promise.resolve(refused(403))],
    ['a dead line', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('asks again after %s', async (_what, first) => {
    fetch.mockImplementationOnce(first).mockResolvedValueOnce(answer());
    expect(await readAll(reader())).toBe('0123456789');
    expect(requested()[1]).toEqual(['https://s3/renewed', {}]);
  });

  it('takes an answer that ends early for a broken line', async () => {
    const short = new Response(bytes.slice(0, 3), { headers: { etag: '"a"', 'content-length': '10' } });
    fetch.mockResolvedValueOnce(short).mockResolvedValueOnce(answer({ from: 3 }));
    expect(await readAll(reader())).toBe('0123456789');
  });

  it('waits longer each time, at most 15 seconds, and gives up in the end', async () => {
    fetch.mockImplementation(() => Promise.resolve(refused(503)));
    await expect(reader().open()).rejects.toMatchObject({ reason: 'network' });
    expect(waited).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });

  it('counts failures anew after each byte', async () => {
    for (let from = 0; from < 9; from += 1) fetch.mockResolvedValueOnce(answer({ from, breaksAt: from + 1 }));
    fetch.mockResolvedValueOnce(answer({ from: 9 }));
    expect(await readAll(reader())).toBe('0123456789');
    expect(new Set(waited)).toEqual(new Set([500]));
  });

  it('never joins two files: the file changed in the middle', async () => {
    fetch.mockResolvedValueOnce(answer({ breaksAt: 4 })).mockResolvedValueOnce(answer({ from: 4, etag: '"b"' }));
    await expect(readAll(reader())).rejects.toMatchObject({ reason: 'changed-meanwhile' });
    fetch.mockResolvedValueOnce(answer({ breaksAt: 4 }));
    sign.mockResolvedValueOnce({ ...renewed, etag: '"b"' });
    await expect(readAll(reader())).rejects.toMatchObject({ reason: 'changed-meanwhile' });
  });

  it('takes the new file when none of the old one has arrived', async () => {
    fetch.mockResolvedValueOnce(answer({ etag: '"b"' })).mockResolvedValueOnce(answer({ etag: '"b"' }));
    sign.mockResolvedValueOnce({ ...renewed, etag: '"b"' });
    const one = reader();
    await one.open();
    expect(one.source.etag).toBe('"b"');
    expect(await readAll(one)).toBe('0123456789');
  });

  it('takes no other file once it has opened one, although nothing of it has arrived', async () => {
    fetch.mockResolvedValueOnce(answer({ breaksAt: 0 })).mockResolvedValueOnce(answer({ etag: '"b"' }));
    const one = reader();
    await one.open();
    await expect(one.read()).rejects.toMatchObject({ reason: 'changed-meanwhile' });
    fetch.mockResolvedValueOnce(answer({ breaksAt: 0 }));
    sign.mockResolvedValueOnce({ ...renewed, etag: '"b"' });
    const other = reader();
    await other.open();
    await expect(other.read()).rejects.toMatchObject({ reason: 'changed-meanwhile' });
    expect(other.source.etag).toBe('"a"');
  });

  it('takes no whole file for the rest of one', async () => {
    fetch.mockResolvedValueOnce(answer({ breaksAt: 4 })).mockResolvedValueOnce(answer({ from: 4, status: 200 }));
    fetch.mockResolvedValueOnce(answer({ from: 4 }));
    expect(await readAll(reader())).toBe('0123456789');
  });

  it('names a file that is gone, wherever that is learned', async () => {
    fetch.mockResolvedValueOnce(refused(404));
    await expect(reader().open()).rejects.toMatchObject({ reason: 'not-found' });
    fetch.mockResolvedValueOnce(refused(503));
    sign.mockResolvedValueOnce('not-found');
    await expect(reader().open()).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('goes on when the API is away for a moment', async () => {
    fetch.mockResolvedValueOnce(refused(503)).mockResolvedValueOnce(answer());
    sign.mockResolvedValueOnce('unavailable');
    expect(await readAll(reader())).toBe('0123456789');
  });

  it('ends with its signal', async () => {
    const ended = stop();
    fetch.mockResolvedValueOnce(answer({ breaksAt: 4 }));
    const one = reader(ended.signal);
    await one.read();
    ended.abort(new Error('cancelled'));
    await expect(one.read()).rejects.toThrow('cancelled');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('leaves its connection to others while nobody reads, and goes on later', async () => {
    jest.useFakeTimers();
    try {
      fetch.mockResolvedValueOnce(answer({ breaksAt: 4 })).mockResolvedValueOnce(answer({ from: 4 }));
      const one = reader();
      await one.read();
      const { signal } = fetch.mock.calls[0]?.[1] ?? {};
      await jest.advanceTimersByTimeAsync(9_999);
      expect(signal?.aborted).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      expect(signal?.aborted).toBe(true);
      expect(new TextDecoder().decode(await one.read())).toBe('456789');
      expect([requested()[1], retries]).toEqual([['https://s3/first', { range: 'bytes=4-' }], 0]);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('gives up a line on which nothing comes', async () => {
    jest.useFakeTimers();
    try {
      const silent = (_url: string, { signal }: RequestInit) =>
        new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
      fetch.mockImplementationOnce(silent).mockResolvedValueOnce(answer());
      const opened = reader().open();
      await jest.advanceTimersByTimeAsync(30_000);
      await opened;
      expect(fetch).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });
});
