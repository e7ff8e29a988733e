import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { xhrPut } from './xhr-put.ts';

/** Implements enough of XMLHttpRequest for a test to answer by hand. */
class FakeXhr extends EventTarget {
  static last: FakeXhr;
  readonly upload = new EventTarget();
  readonly sent: { method?: string; url?: string; headers: Record<string, string>; body?: unknown } = { headers: {} };
  status = 0;
  responseText = '';
  answerHeaders: Record<string, string> = {};

  constructor() {
    super();
    FakeXhr.last = this;
  }
  open(method: string, url: string): void {
    Object.assign(this.sent, { method, url });
  }
  setRequestHeader(name: string, value: string): void {
    this.sent.headers[name] = value;
  }
  getResponseHeader(name: string): string | null {
    return this.answerHeaders[name] ?? null;
  }
  send(body: unknown): void {
    this.sent.body = body;
  }
  abort(): void {
    this.dispatchEvent(new Event('loadend'));
  }
  finish(status: number, responseText = ''): void {
    Object.assign(this, { status, responseText });
    this.dispatchEvent(new Event('loadend'));
  }
}

const signed = {
  url: 'https://files.example/one?X-Amz-Signature=1',
  headers: {
    'content-length': '3',
    host: 'files.example',
    'content-type': 'text/plain',
    'if-none-match': '*',
    'x-amz-checksum-crc64nvme': 'abc',
  },
  expiresAt: '2026-11-24T12:00:00.000Z',
};
const real = globalThis.XMLHttpRequest;
let stop: AbortController;
let progress: jest.Mock<(bytes: number) => void>;

beforeEach(() => {
  Object.assign(globalThis, { XMLHttpRequest: FakeXhr });
  jest.useFakeTimers();
  stop = new AbortController();
  progress = jest.fn();
});
afterEach(() => {
  Object.assign(globalThis, { XMLHttpRequest: real });
  jest.useRealTimers();
});

const put = () => xhrPut(signed, new Blob(['abc']), progress, stop.signal);

describe('xhrPut', () => {
  it('sends the bytes with the signed headers, without those of the browser and without a token', async () => {
    const answer = put();
    const { sent } = FakeXhr.last;
    expect(sent).toMatchObject({ method: 'PUT', url: signed.url });
    expect(sent.headers).toEqual({
      'content-type': 'text/plain',
      'if-none-match': '*',
      'x-amz-checksum-crc64nvme': 'abc',
    });
    FakeXhr.last.answerHeaders = { 'x-amz-checksum-crc64nvme': 'abc' };
    FakeXhr.last.finish(200);
    await expect(answer).resolves.toEqual({ status: 200, crc64nvme: 'abc' });
  });

  it('reports the progress of the request', async () => {
    const answer = put();
    FakeXhr.last.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 2 }));
    FakeXhr.last.finish(200);
    await answer;
    expect(progress).toHaveBeenCalledWith(2);
  });

  it('reads the code of a refusal', async () => {
    const answer = put();
    FakeXhr.last.finish(503, '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Please</Message></Error>');
    await expect(answer).resolves.toEqual({ status: 503, code: 'SlowDown' });
  });

  it('answers a lost connection with status 0', async () => {
    const answer = put();
    FakeXhr.last.finish(0);
    await expect(answer).resolves.toEqual({ status: 0 });
  });

  it('gives a connection up that moves nothing for a minute, not one that moves', async () => {
    const answer = put();
    jest.advanceTimersByTime(59_000);
    FakeXhr.last.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 1 }));
    const aborted = jest.spyOn(FakeXhr.last, 'abort');
    jest.advanceTimersByTime(59_000);
    expect(aborted).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);
    await expect(answer).resolves.toEqual({ status: 0 });
  });

  it('stops when cancelled', async () => {
    const answer = put();
    stop.abort(new Error('stop'));
    await expect(answer).rejects.toThrow('stop');
  });
});
