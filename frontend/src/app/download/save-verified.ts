import type { RunningChecksum } from '../transfer/checksum/crc64nvme.ts';

/** What the storage says about the file. */
export interface Expected {
  readonly sizeBytes: number;
  /** As S3 writes it: base64 of the 8 bytes, big-endian. */
  readonly crc64nvme: string;
}

/** Where the bytes go: nothing is under the file's name before `close`, and nothing ever after `abort`. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

export type Saved =
  | { kind: 'verified' }
  /** The bytes that came are not those that the storage has; nothing was kept. */
  | { kind: 'different'; receivedBytes: number }
  /** The connection or the disk failed; nothing was kept. */
  | { kind: 'failed' };

/** Reads `body` to its end into `sink` and keeps it only when it is, to the byte, what was expected. */
export async function saveVerified(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  expected: Expected,
  checksum: RunningChecksum,
  sink: Sink,
  progress: (receivedBytes: number) => void,
): Promise<Saved> {
  let receivedBytes = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      checksum.update(value);
      await sink.write(value);
      receivedBytes += value.byteLength;
      progress(receivedBytes);
    }
    if (receivedBytes === expected.sizeBytes && checksum.value() === expected.crc64nvme) {
      await sink.close();
      return { kind: 'verified' };
    }
  } catch {
    // A full disk must not leave the rest of the file coming in for nothing.
    await Promise.allSettled([reader.cancel(), sink.abort()]);
    return { kind: 'failed' };
  }
  await sink.abort().catch(() => undefined);
  return { kind: 'different', receivedBytes };
}
