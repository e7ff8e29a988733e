/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { crc64nvmeOfSlices } from './crc64nvme.ts';
import { UnreadableFile } from '../ports.ts';
import { crc64nvme } from '../testing/crc64nvme.ts';

const never = new AbortController().signal;
const ignore = () => undefined;

async function ofSlices(blob: Blob, sliceBytes: number): Promise<string[]> {
  const slices: string[] = [];
  await crc64nvmeOfSlices(blob, sliceBytes, { progress: ignore, slice: (value) => slices.push(value) }, never);
  return slices;
}

describe('crc64nvme', () => {
  it('gives the check value of the catalogue', async () => {
    const value = await crc64nvme(new Blob(['123456789']), ignore, never);
    expect(Buffer.from(value, 'base64').toString('hex')).toBe('ae8b14860a799888');
  });

  it('hashes an empty file', async () => {
    await expect(crc64nvme(new Blob([]), ignore, never)).resolves.toBe('AAAAAAAAAAA=');
  });

  it('reads in pieces, reports now and then, and gets the same as at once', async () => {
    const progress: number[] = [];
    const bytes = new Uint8Array(9 * 1024 * 1024).map((_, index) => index * 31);
    const sliced = await crc64nvme(new Blob([bytes]), (done) => progress.push(done), never);
    expect(progress).toHaveLength(3);
    expect(progress.at(-1)).toBe(bytes.length);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    const { createCRC64 } = await import('hash-wasm');
    const whole = (await createCRC64('9a6c9329ac4bc9b5')).init().update(bytes).digest('binary');
    expect(sliced).toBe(Buffer.from(whole).toString('base64'));
  });

  it.each([1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024])(
    'gives each slice of %d bytes its own, the last one too',
    async (sliceBytes) => {
      const blob = new Blob([new Uint8Array(sliceBytes === 1 ? 5 : 3 * 1024 * 1024).map((_, index) => index * 31)]);
      const starts = Array.from({ length: Math.ceil(blob.size / sliceBytes) }, (_, index) => index * sliceBytes);
      const each = starts.map((start) => crc64nvme(blob.slice(start, start + sliceBytes), ignore, never));
      expect(await ofSlices(blob, sliceBytes)).toEqual(await Promise.all(each));
    },
  );

  it('takes an empty file for one slice', async () => {
    expect(await ofSlices(new Blob([]), 5)).toEqual(['AAAAAAAAAAA=']);
  });

  it('stops between pieces when aborted', async () => {
    const stop = new AbortController();
    const hashing = crc64nvme(
      new Blob([new Uint8Array(9 * 1024 * 1024)]),
      () => stop.abort(new Error('stop')),
      stop.signal,
    );
    await expect(hashing).rejects.toThrow('stop');
  });

  it.each([
    ['a small one', 'x'.length],
    ['a large one', 9 * 1024 * 1024],
  ])('names a file that cannot be read: %s', async (_name, size) => {
    const gone = () => Promise.reject(new Error('gone'));
    const stream = () => new ReadableStream({ type: 'bytes', pull: gone });
    await expect(crc64nvme({ size, arrayBuffer: gone, stream } as unknown as Blob, ignore, never)).rejects.toThrow(
      UnreadableFile,
    );
  });

  it('takes no checksum of a file that ends early', async () => {
    const half = new Blob([new Uint8Array(2 * 1024 * 1024)]);
    const file = { size: 2 * half.size, stream: () => half.stream() };
    await expect(crc64nvme(file as unknown as Blob, ignore, never)).rejects.toThrow(UnreadableFile);
  });

  it('does not wait for the end of a stream that has given all bytes', async () => {
    const bytes = new Uint8Array(2 * 1024 * 1024).map((_, index) => index * 3);
    const stream = () =>
      new ReadableStream({ type: 'bytes', start: (controller) => controller.enqueue(bytes.slice()) });
    const endless = { size: bytes.length, stream } as unknown as Blob;
    expect(await crc64nvme(endless, ignore, never)).toBe(await crc64nvme(new Blob([bytes]), ignore, never));
  });

  it('reads files that give no byte stream', async () => {
    const bytes = new Uint8Array(3 * 1024 * 1024).map((_, index) => index * 7);
    const pieces = () =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += 100_000) controller.enqueue(bytes.subarray(at, at + 100_000));
          controller.close();
        },
      });
    const plain = { size: bytes.length, stream: pieces } as unknown as Blob;
    expect(await crc64nvme(plain, ignore, never)).toBe(await crc64nvme(new Blob([bytes]), ignore, never));
  });

  it('lets go of a file that is given up half read', async () => {
    let cancelled = false;
    const stream = () =>
      new ReadableStream({
        type: 'bytes',
        pull: (controller) => controller.enqueue(new Uint8Array(5 * 1024 * 1024)),
        cancel: () => void (cancelled = true),
      });
    const stop = new AbortController();
    const endless = { size: 100 * 1024 * 1024, stream } as unknown as Blob;
    await expect(crc64nvme(endless, () => stop.abort(new Error('stop')), stop.signal)).rejects.toThrow('stop');
    expect(cancelled).toBe(true);
  });
});
