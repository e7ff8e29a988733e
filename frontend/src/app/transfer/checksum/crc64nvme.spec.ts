/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { crc64nvme } from './crc64nvme.ts';
import { UnreadableFile } from '../ports.ts';

const never = new AbortController().signal;
const ignore = () => undefined;

describe('crc64nvme', () => {
  it('gives the check value of the catalogue', async () => {
    const value = await crc64nvme(new Blob(['123456789']), ignore, never);
    expect(Buffer.from(value, 'base64').toString('hex')).toBe('ae8b14860a799888');
  });

  it('hashes an empty file', async () => {
    await expect(crc64nvme(new Blob([]), ignore, never)).resolves.toBe('AAAAAAAAAAA=');
  });

  it('reads in slices, reports each, and gets the same as at once', async () => {
    const progress: number[] = [];
    const bytes = new Uint8Array(9 * 1024 * 1024).map((_, index) => index * 31);
    const sliced = await crc64nvme(new Blob([bytes]), (done) => progress.push(done), never);
    expect(progress).toEqual([4 * 1024 * 1024, 8 * 1024 * 1024, bytes.length]);
    const { createCRC64 } = await import('hash-wasm');
    const whole = (await createCRC64('9a6c9329ac4bc9b5')).init().update(bytes).digest('binary');
    expect(sliced).toBe(Buffer.from(whole).toString('base64'));
  });

  it('stops between slices when aborted', async () => {
    const stop = new AbortController();
    const hashing = crc64nvme(
      new Blob([new Uint8Array(9 * 1024 * 1024)]),
      () => stop.abort(new Error('stop')),
      stop.signal,
    );
    await expect(hashing).rejects.toThrow('stop');
  });

  it('names a file that cannot be read', async () => {
    const file = Object.assign(new Blob(['x']), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
    });
    await expect(crc64nvme(file as unknown as Blob, ignore, never)).rejects.toThrow(UnreadableFile);
  });
});
