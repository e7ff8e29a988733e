import { UnreadableFile } from '../ports.ts';

/** Large enough for speed, small enough that memory stays flat. */
const pieceBytes = 1024 * 1024;

type Read = () => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * The bytes of `blob` in order, in pieces of at most some MiB. Each piece is good until the next one is asked for: they share
 * their memory where the browser can. Throws `UnreadableFile`.
 *
 * One stream over the whole of it and memory used again cost half the processor time of slices read one by one.
 */
export async function* piecesOf(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  try {
    if (blob.size <= pieceBytes) {
      yield new Uint8Array(await blob.arrayBuffer());
      return;
    }
    yield* all(blob);
  } catch {
    throw new UnreadableFile('The file can no longer be read.');
  }
}

/**
 * As many bytes as the blob has, not until its stream ends: now and then Chromium 153 never tells that it has, once all bytes
 * are read, about one time in a thousand while requests send the same file.
 */
async function* all(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { read, cancel } = reading(blob.stream());
  try {
    for (let left = blob.size; left > 0;) {
      const piece = await read();
      if (!piece) return;
      left -= piece.length;
      yield piece;
    }
  } finally {
    // Nobody may keep the file open. Not waited for: after the last byte the stream may have nothing to say any more.
    void cancel().catch(() => undefined);
  }
}

/** Not every browser's files give byte streams. */
function reading(stream: ReadableStream<Uint8Array<ArrayBuffer>>): { read: Read; cancel: () => Promise<void> } {
  let memory = new ArrayBuffer(pieceBytes);
  try {
    const reader = stream.getReader({ mode: 'byob' });
    const read: Read = async () => {
      const { value, done } = await reader.read(new Uint8Array(memory));
      if (value) memory = value.buffer;
      return done ? undefined : value;
    };
    return { read, cancel: () => reader.cancel() };
  } catch {
    const reader = stream.getReader();
    return { read: async () => (await reader.read()).value, cancel: () => reader.cancel() };
  }
}
