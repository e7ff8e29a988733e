/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { Connection } from './connection.ts';

const kib = 1024;
const sizeBytes = 600 * kib;
const content = new Uint8Array(sizeBytes).map((_, index) => index >> 3);

async function open(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Connection> {
  const connection = new Connection(new AbortController().signal);
  await connection.open(() => Promise.resolve(new Response(body)), 'https://s3/file', 0);
  return connection;
}

async function readAll(connection: Connection): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (let left = sizeBytes; left > 0; left -= pieces.at(-1)!.byteLength) pieces.push(await connection.read(left));
  connection.end();
  return pieces;
}

/**
 * A body as browsers have it, which writes into the reader's memory, at most some bytes at once. `asked` gets the sizes of
 * that memory.
 */
function byteBody(asked: number[], mostBytes = Infinity): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0;
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const view = controller.byobRequest?.view;
      if (!view) throw new Error('Nobody asked with memory of its own.');
      asked.push(view.byteLength);
      const piece = content.subarray(sent, sent + Math.min(view.byteLength, mostBytes));
      new Uint8Array(view.buffer, view.byteOffset).set(piece);
      sent += piece.byteLength;
      controller.byobRequest.respond(piece.byteLength);
    },
  });
}

describe('Connection', () => {
  it('reads into memory of its own, of 256 KiB and one byte more than is left at most', async () => {
    const asked: number[] = [];
    const pieces = await readAll(await open(byteBody(asked)));
    expect(asked).toEqual([256 * kib, 256 * kib, 88 * kib + 1]);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  });

  it('keeps no more memory than what comes, however little that is', async () => {
    const pieces = await readAll(await open(byteBody([], kib)));
    expect(pieces).toHaveLength(sizeBytes / kib);
    for (const { buffer } of pieces) expect(buffer.byteLength).toBe(kib);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  });

  it('brings more than the file has when there is more', async () => {
    const connection = await open(byteBody([]));
    expect(await connection.read(kib)).toHaveLength(kib + 1);
    connection.close();
  });

  it('reads what comes where the browser takes no memory of others', async () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        controller.enqueue(content);
        controller.close();
      },
    });
    const pieces = await readAll(await open(body));
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  });

  it('says that an answer has ended early, however it is read', async () => {
    const start = (controller: { close(): void }) => controller.close();
    const bodies: ReadableStream<Uint8Array<ArrayBuffer>>[] = [
      new ReadableStream({ start }),
      new ReadableStream({ type: 'bytes', start }),
    ];
    for (const body of bodies) {
      const connection = await open(body);
      await expect(connection.read(1)).rejects.toThrow('The answer ended early.');
      connection.close();
    }
  });
});
