/** @jest-environment node */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Source, WorkerMessage } from './messages.ts';
import type { ReaderPorts } from './object-reader.ts';
import { RunningDownloads, type Listener } from './running-downloads.ts';

const text = new TextEncoder().encode('123456789');
const source: Source = { url: 'https://s3/a', sizeBytes: 9, etag: '"a"', crc64nvme: 'rosUhgp5mIg=' };
const minuteMs = 60_000;
const headers = { etag: '"a"', 'content-length': '9' };

class Page implements Listener {
  readonly messages: WorkerMessage[] = [];
  postMessage = (message: WorkerMessage) => void this.messages.push(message);
  states = () => this.messages.flatMap((it) => (it.kind === 'state' ? [it.state] : []));
}

const fetch = jest.fn<ReaderPorts['fetch']>();
let downloads: RunningDownloads;
let page: Page;

beforeEach(() => {
  fetch.mockReset().mockImplementation(() => Promise.resolve(new Response(text, { headers })));
  downloads = new RunningDownloads({ fetch, wait: () => Promise.resolve() });
  page = new Page();
});
afterEach(() => void jest.useRealTimers());

function prepare(changes: Partial<Source> = {}): void {
  downloads.hear({ kind: 'prepare', id: '1', name: 'a.txt', source: { ...source, ...changes } }, page);
}

describe('RunningDownloads', () => {
  it('says that it is ready, then gives the browser the file and says how it ended', async () => {
    prepare();
    expect(page.messages).toEqual([{ kind: 'prepared', id: '1' }]);
    const answer = await downloads.answer('1');
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      "attachment; filename*=UTF-8''a.txt",
    ]);
    expect(await answer.text()).toBe('123456789');
    expect(page.states()).toEqual([{ kind: 'done', isVerified: true }]);
  });

  it('claims to have verified only what has a checksum', async () => {
    prepare({ crc64nvme: undefined });
    expect(await (await downloads.answer('1')).text()).toBe('123456789');
    expect(page.states()).toEqual([{ kind: 'done', isVerified: false }]);
  });

  it('fails a file that is another', async () => {
    prepare({ crc64nvme: 'AAAAAAAAAAA=' });
    await expect((await downloads.answer('1')).text()).rejects.toThrow();
    expect(page.states()).toEqual([{ kind: 'failed', reason: 'different' }]);
  });

  it('answers nothing to a stranger, to a second request, and for what has ended', async () => {
    expect((await downloads.answer('2')).status).toBe(204);
    prepare();
    await downloads.answer('1');
    expect((await downloads.answer('1')).status).toBe(204);
    downloads.hear({ kind: 'cancel', id: '1' }, page);
    expect((await downloads.answer('1')).status).toBe(204);
  });

  it('answers nothing, and tells the page, when S3 has no such file', async () => {
    fetch.mockResolvedValueOnce(new Response('<Error/>', { status: 404 }));
    prepare();
    expect((await downloads.answer('1')).status).toBe(204);
    expect(page.states()).toEqual([{ kind: 'failed', reason: 'not-found' }]);
  });

  it('breaks what is cancelled, and tells it once', async () => {
    prepare();
    const answer = await downloads.answer('1');
    downloads.hear({ kind: 'cancel', id: '1' }, page);
    await expect(answer.text()).rejects.toThrow();
    expect(page.states()).toEqual([{ kind: 'cancelled' }]);
  });

  it('hears that the person cancelled in the browser', async () => {
    prepare();
    await (await downloads.answer('1')).body?.cancel();
    expect(page.states()).toEqual([{ kind: 'cancelled' }]);
  });

  it('asks the page for a new URL, and the next page when that one is gone', async () => {
    fetch.mockResolvedValueOnce(new Response('', { status: 503 }));
    prepare();
    const answer = downloads.answer('1');
    await new Promise((resolve) => setTimeout(resolve));
    expect(page.messages.slice(1)).toEqual([
      { kind: 'state', id: '1', state: { kind: 'retrying', receivedBytes: 0 } },
      { kind: 'sign', id: '1' },
    ]);
    const next = new Page();
    downloads.hear({ kind: 'ask', ids: ['1', '2'] }, next);
    expect(next.messages).toEqual([
      { kind: 'lost', ids: ['2'] },
      { kind: 'state', id: '1', state: { kind: 'retrying', receivedBytes: 0 } },
      { kind: 'sign', id: '1' },
    ]);
    downloads.hear({ kind: 'signed', id: '1', source: { ...source, url: 'https://s3/new' } }, next);
    expect(await (await answer).text()).toBe('123456789');
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(['https://s3/a', 'https://s3/new']);
    expect(next.states().at(-1)).toEqual({ kind: 'done', isVerified: true });
  });

  it('gives a download up when its page has said nothing for ten minutes, because it was closed', async () => {
    jest.useFakeTimers();
    fetch.mockResolvedValueOnce(new Response('', { status: 503 }));
    prepare();
    const answer = downloads.answer('1');
    await jest.advanceTimersByTimeAsync(9 * minuteMs);
    downloads.hear({ kind: 'ask', ids: ['1'] }, page);
    await jest.advanceTimersByTimeAsync(9 * minuteMs);
    expect(page.states().at(-1)).toEqual({ kind: 'retrying', receivedBytes: 0 });
    await jest.advanceTimersByTimeAsync(minuteMs);
    expect(page.states().at(-1)).toEqual({ kind: 'failed', reason: 'lost' });
    expect((await answer).status).toBe(204);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for nothing any more once it has a URL', async () => {
    jest.useFakeTimers();
    fetch.mockResolvedValueOnce(new Response('', { status: 503 }));
    prepare();
    const answer = downloads.answer('1');
    await jest.advanceTimersByTimeAsync(0);
    downloads.hear({ kind: 'signed', id: '1', source }, page);
    expect(await (await answer).text()).toBe('123456789');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails with the reason for which there is no URL', async () => {
    fetch.mockResolvedValueOnce(new Response('', { status: 503 }));
    prepare();
    const answer = downloads.answer('1');
    await new Promise((resolve) => setTimeout(resolve));
    downloads.hear({ kind: 'not-signed', id: '1', code: 'not-found' }, page);
    expect((await answer).status).toBe(204);
    expect(page.states().at(-1)).toEqual({ kind: 'failed', reason: 'not-found' });
  });

  it('tells progress at most four times a second', async () => {
    const pieces = Array.from(text, (byte) => Uint8Array.of(byte));
    const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(pieces.shift());
    fetch.mockResolvedValueOnce(new Response(new ReadableStream({ pull }), { headers }));
    prepare();
    expect(await (await downloads.answer('1')).text()).toBe('123456789');
    expect(page.states()).toEqual([
      { kind: 'running', receivedBytes: 1 },
      { kind: 'done', isVerified: true },
    ]);
  });
});
