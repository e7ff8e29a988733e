import type { RunningChecksum } from '../transfer/checksum/crc64nvme.ts';

/** Size and checksum of the file as the storage has it. */
export interface Expected {
  readonly sizeBytes: number;
  /** Checksum as S3 writes it: base64 of the 8 bytes, big-endian. */
  readonly crc64nvme: string;
}

/** Receives the bytes. The file appears under its name only after `close`, and never after `abort`. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

export type Saved =
  | { kind: 'verified' }
  /** The received bytes differ from those of the storage; nothing was kept. */
  | { kind: 'different'; receivedBytes: number }
  /** The connection or the disk failed; nothing was kept. */
  | { kind: 'failed' };

/** Writes `body` to `sink` and keeps it only when size and checksum are as expected. */
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
    // When the disk is full, the rest of the file must not be downloaded for nothing.
    await Promise.allSettled([reader.cancel(), sink.abort()]);
    return { kind: 'failed' };
  }
  await sink.abort().catch(() => undefined);
  return { kind: 'different', receivedBytes };
}
