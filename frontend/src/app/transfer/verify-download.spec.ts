/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { crc64nvme } from './checksum/crc64nvme.ts';
import { verifyDownload, type Download, type DownloadSink } from './verify-download.ts';

class FakeSink implements DownloadSink {
  readonly chunks: Uint8Array[] = [];
  end: 'open' | 'closed' | 'aborted' = 'open';
  full = false;

  write(bytes: Uint8Array): Promise<void> {
    if (this.full) return Promise.reject(new Error('The disk is full.'));
    this.chunks.push(bytes.slice());
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.end = 'closed';
    return Promise.resolve();
  }
  abort(): Promise<void> {
    this.end = 'aborted';
    return Promise.resolve();
  }
}

const bytes = new Uint8Array(300_000).map((_, index) => index * 31 + (index >> 9));
let sink: FakeSink;
let stop: AbortController;
let cancelled: boolean;

beforeEach(() => {
  sink = new FakeSink();
  stop = new AbortController();
  cancelled = false;
});

function stream(sent: Uint8Array<ArrayBuffer>, chunk = 65_536): Download['source'] {
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= sent.length) controller.close();
      else controller.enqueue(sent.slice(at, (at += chunk)));
    },
    cancel: () => void (cancelled = true),
  });
}

async function download(change: Partial<Download> = {}, sent = bytes) {
  const checksum = await crc64nvme(new Blob([bytes]), () => undefined, stop.signal);
  const base = { source: stream(sent), sink, sizeBytes: bytes.length, progress: () => undefined, signal: stop.signal };
  return verifyDownload({ ...base, crc64nvme: checksum, ...change });
}

describe('verifyDownload', () => {
  it('saves and verifies what S3 holds', async () => {
    const progress: number[] = [];
    await expect(download({ progress: (received) => progress.push(received) })).resolves.toEqual({ kind: 'verified' });
    expect(Buffer.concat(sink.chunks).equals(Buffer.from(bytes))).toBe(true);
    expect([sink.end, progress.at(-1)]).toEqual(['closed', 300_000]);
  });

  it('saves nothing when one bit differs', async () => {
    const flipped = bytes.slice();
    flipped[123_456]! ^= 1;
    await expect(download({}, flipped)).resolves.toEqual({ kind: 'damaged', receivedBytes: 300_000 });
    expect(sink.end).toBe('aborted');
  });

  it('saves nothing when the end is missing, even without a checksum to compare with', async () => {
    const source = stream(bytes.slice(0, 200_000));
    const { sizeBytes, signal } = { sizeBytes: bytes.length, signal: stop.signal };
    const result = await verifyDownload({ source, sink, sizeBytes, progress: () => undefined, signal });
    expect([result, sink.end]).toEqual([{ kind: 'damaged', receivedBytes: 200_000 }, 'aborted']);
  });

  it('never says verified without a checksum of S3', async () => {
    const base = {
      source: stream(bytes),
      sink,
      sizeBytes: bytes.length,
      progress: () => undefined,
      signal: stop.signal,
    };
    await expect(verifyDownload(base)).resolves.toEqual({ kind: 'saved' });
  });

  it('aborts both ends when the disk is full', async () => {
    sink.full = true;
    await expect(download()).rejects.toThrow('The disk is full.');
    expect([sink.end, cancelled]).toEqual(['aborted', true]);
  });

  it('aborts both ends when cancelled', async () => {
    await expect(download({ progress: () => stop.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect([sink.end, cancelled]).toEqual(['aborted', true]);
  });

  it('verifies an empty file', async () => {
    const result = await download({ sizeBytes: 0, crc64nvme: 'AAAAAAAAAAA=' }, new Uint8Array());
    expect(result).toEqual({ kind: 'verified' });
  });
});
