/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { startCrc64nvme } from '../transfer/checksum/crc64nvme.ts';
import { crc64nvme } from '../transfer/testing/crc64nvme.ts';
import { saveVerified, type Sink } from './save-verified.ts';

/** "123456789" and its CRC64NVME, the check value of the catalogue: ae8b14860a799888. */
const text = new TextEncoder().encode('123456789');
const expected = { sizeBytes: 9, crc64nvme: 'rosUhgp5mIg=' };

class MemorySink implements Sink {
  bytes: number[] = [];
  ended: string | undefined;
  full = false;
  write = (bytes: Uint8Array) => {
    if (this.full) return Promise.reject(new Error('disk full'));
    for (const byte of bytes) this.bytes.push(byte);
    return Promise.resolve();
  };
  close = () => Promise.resolve(void (this.ended = 'kept'));
  abort = () => Promise.resolve(void (this.ended = 'dropped'));
}

let cancelled: boolean;
beforeEach(() => void (cancelled = false));

const streamOf = (...chunks: (Uint8Array<ArrayBuffer> | Error)[]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    cancel: () => void (cancelled = true),
    pull(controller) {
      const next = chunks.shift();
      if (next instanceof Error) controller.error(next);
      else if (next) controller.enqueue(next);
      else controller.close();
    },
  });

async function save(body: ReadableStream<Uint8Array<ArrayBuffer>>, sink: MemorySink, announced = expected) {
  const told: number[] = [];
  const saved = await saveVerified(body, announced, startCrc64nvme(), sink, (bytes) => told.push(bytes));
  return { saved, told };
}

describe('saveVerified', () => {
  it('keeps a file that is what the storage has', async () => {
    const sink = new MemorySink();
    const { saved, told } = await save(streamOf(text.slice(0, 4), text.slice(4)), sink);
    expect([saved, sink.ended, sink.bytes, told]).toEqual([{ kind: 'verified' }, 'kept', [...text], [4, 9]]);
  });

  it('keeps a file that came in many pieces, and an empty one', async () => {
    const large = new Uint8Array(300_000).map((_, index) => index * 31 + (index >> 9));
    const checksum = await crc64nvme(new Blob([large]), () => undefined, new AbortController().signal);
    const pieces = Array.from({ length: 5 }, (_, index) => large.slice(index * 65_536, (index + 1) * 65_536));
    const sink = new MemorySink();
    const { saved } = await save(streamOf(...pieces), sink, { sizeBytes: large.length, crc64nvme: checksum });
    expect([saved, Buffer.from(sink.bytes).equals(Buffer.from(large))]).toEqual([{ kind: 'verified' }, true]);
    const empty = { sizeBytes: 0, crc64nvme: 'AAAAAAAAAAA=' };
    expect((await save(streamOf(), new MemorySink(), empty)).saved).toEqual({ kind: 'verified' });
  });

  it('keeps nothing when one bit is another', async () => {
    const sink = new MemorySink();
    const flipped = text.slice();
    flipped[3] = flipped[3]! ^ 1;
    const { saved } = await save(streamOf(flipped), sink);
    expect([saved, sink.ended]).toEqual([{ kind: 'different', receivedBytes: 9 }, 'dropped']);
  });

  it('keeps nothing when the end is missing, even without an error', async () => {
    const sink = new MemorySink();
    const { saved } = await save(streamOf(text.slice(0, 8)), sink);
    expect([saved, sink.ended]).toEqual([{ kind: 'different', receivedBytes: 8 }, 'dropped']);
  });

  it('keeps nothing when the connection breaks', async () => {
    const broken = new MemorySink();
    expect((await save(streamOf(text.slice(0, 4), new Error('reset')), broken)).saved).toEqual({ kind: 'failed' });
    expect(broken.ended).toBe('dropped');
  });

  it('keeps nothing when the disk is full, and asks for no more of it', async () => {
    const full = new MemorySink();
    full.full = true;
    expect((await save(streamOf(text, text), full)).saved).toEqual({ kind: 'failed' });
    expect([full.ended, cancelled]).toEqual(['dropped', true]);
  });
});
