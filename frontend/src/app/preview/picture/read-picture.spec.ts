/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { SignedFile } from '../../contents/signed-file.ts';
import { mostPictureBytes, readPicture } from './read-picture.ts';

const { signal } = new AbortController();
const ignore = (): void => undefined;

/** A GIF of so many bytes; the first say its size. */
function gif(sizeBytes: number, width: number, height: number) {
  const bytes = new Uint8Array(sizeBytes);
  bytes.set([...Buffer.from('GIF89a'), width & 255, width >> 8, height & 255, height >> 8].slice(0, sizeBytes));
  const read = jest.fn<SignedFile['read']>((from, to) => Promise.resolve(bytes.slice(from, to)));
  return { sizeBytes, read };
}

describe('readPicture', () => {
  it('reads a picture slice by slice, with the type of its bytes', async () => {
    const file = gif(6 * 1024 ** 2, 100, 50);
    const read = await readPicture(file, 'image/gif', signal, ignore);
    expect(read).toMatchObject({ kind: 'picture', size: { width: 100, height: 50 } });
    const { blob } = read as Extract<typeof read, { kind: 'picture' }>;
    expect([blob.size, blob.type]).toEqual([file.sizeBytes, 'image/gif']);
    expect(Math.max(...file.read.mock.calls.map(([from, to]) => to - from))).toBeLessThanOrEqual(4 * 1024 ** 2);
  });

  it('reads no more than the head of one with too many pixels', async () => {
    const file = gif(6 * 1024 ** 2, 60_000, 60_000);
    const size = { width: 60_000, height: 60_000 };
    await expect(readPicture(file, 'image/gif', signal, ignore)).resolves.toEqual({ kind: 'too-many-pixels', size });
    expect(file.read).toHaveBeenCalledTimes(1);
  });

  it('reads nothing of a file that is too large', async () => {
    const file = { ...gif(10, 1, 1), sizeBytes: mostPictureBytes + 1 };
    await expect(readPicture(file, 'image/gif', signal, ignore)).resolves.toEqual({ kind: 'too-large' });
    expect(file.read).not.toHaveBeenCalled();
  });

  it('shows none that does not say how large it is', async () => {
    await expect(readPicture(gif(7, 1, 1), 'image/gif', signal, ignore)).resolves.toEqual({ kind: 'no-size' });
  });
});
