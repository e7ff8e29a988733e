/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { crc64nvme as crcOf } from '../../transfer/testing/crc64nvme.ts';
import { checkedBody, type BodyListener } from './checked-body.ts';

/** "123456789" and its CRC64NVME, the check value of the catalogue: ae8b14860a799888. */
const text = new TextEncoder().encode('123456789');
const crc64nvme = 'rosUhgp5mIg=';

const listener = {
  progress: jest.fn<BodyListener['progress']>(),
  done: jest.fn<BodyListener['done']>(),
  failed: jest.fn<BodyListener['failed']>(),
  cancelled: jest.fn<BodyListener['cancelled']>(),
};
beforeEach(() => Object.values(listener).forEach((it) => it.mockReset()));

interface Stored {
  readonly sizeBytes: number;
  readonly crc64nvme: string | undefined;
}

function bodyOf(pieces: (Uint8Array<ArrayBuffer> | Error)[], stored: Stored = { sizeBytes: 9, crc64nvme }) {
  const read = jest.fn(() => {
    const next = pieces.shift() ?? new Error('nothing is left');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  const source = { url: '', etag: '', ...stored };
  return { read, body: checkedBody({ source, read }, listener) };
}

/** Returns what the browser got before the stream ended or broke. */
async function got(body: ReadableStream<Uint8Array>): Promise<{ bytes: number[]; broke: boolean }> {
  const bytes: number[] = [];
  try {
    for await (const piece of body) bytes.push(...piece);
    return { bytes, broke: false };
  } catch {
    return { bytes, broke: true };
  }
}

describe('checkedBody', () => {
  it('passes on a file that is what the storage has, and tells how far it is', async () => {
    const { body } = bodyOf([text.slice(0, 4), text.slice(4)]);
    expect(await got(body)).toEqual({ bytes: [...text], broke: false });
    expect([listener.progress.mock.calls, listener.done.mock.calls.length]).toEqual([[[4]], 1]);
  });

  it('passes on a file in many pieces, and an empty one', async () => {
    const large = new Uint8Array(300_000).map((_, index) => index * 31 + (index >> 9));
    const checksum = await crcOf(new Blob([large]), () => undefined, new AbortController().signal);
    const pieces = Array.from({ length: 5 }, (_, index) => large.slice(index * 65_536, (index + 1) * 65_536));
    const { body } = bodyOf(pieces, { sizeBytes: large.length, crc64nvme: checksum });
    const { bytes } = await got(body);
    expect(Buffer.from(bytes).equals(Buffer.from(large))).toBe(true);
    expect(await got(bodyOf([], { sizeBytes: 0, crc64nvme: 'AAAAAAAAAAA=' }).body)).toEqual({
      bytes: [],
      broke: false,
    });
    expect(listener.done).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['one bit is another', (bytes: Uint8Array<ArrayBuffer>) => void (bytes[3] = bytes[3]! ^ 1)],
    ['one bit of the last piece is another', (bytes: Uint8Array<ArrayBuffer>) => void (bytes[8] = bytes[8]! ^ 1)],
  ])('breaks before the last piece when %s', async (_what, change) => {
    const wrong = text.slice();
    change(wrong);
    const { body } = bodyOf([wrong.slice(0, 5), wrong.slice(5)]);
    const { bytes, broke } = await got(body);
    expect(broke).toBe(true);
    expect(bytes.length).toBeLessThanOrEqual(5);
    expect(listener.failed).toHaveBeenCalledWith(expect.objectContaining({ reason: 'different' }));
    expect(listener.done).not.toHaveBeenCalled();
  });

  it('breaks when more comes than the file has, also without a checksum', async () => {
    const { body } = bodyOf([text.slice(0, 5), text], { sizeBytes: 9, crc64nvme: undefined });
    expect((await got(body)).broke).toBe(true);
    expect(listener.failed).toHaveBeenCalledWith(expect.objectContaining({ reason: 'different' }));
  });

  it('breaks with its reader', async () => {
    const { body } = bodyOf([text.slice(0, 5), new Error('reset')]);
    expect((await got(body)).broke).toBe(true);
    expect(listener.failed).toHaveBeenCalledWith(new Error('reset'));
  });

  it('reads nothing ahead of the browser, and hears when it wants no more', async () => {
    const { body, read } = bodyOf([text.slice(0, 4), text.slice(4)]);
    await Promise.resolve();
    expect(read).not.toHaveBeenCalled();
    const reader = body.getReader();
    await reader.read();
    await reader.cancel();
    expect([read.mock.calls.length, listener.cancelled.mock.calls.length]).toEqual([1, 1]);
  });
});
