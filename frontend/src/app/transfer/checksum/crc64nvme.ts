import { createCRC64 } from 'hash-wasm';

import { UnreadableFile } from '../ports.ts';

/** The reflected polynomial that makes hash-wasm's CRC-64 CRC64NVME; "123456789" gives ae8b14860a799888. */
const polynomial = '9a6c9329ac4bc9b5';

/** Read at once: large enough for speed, small enough that memory stays flat. */
const sliceBytes = 4 * 1024 * 1024;

/** A checksum that grows with what is fed to it. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** CRC64NVME as S3 writes it: base64 of the 8 bytes, big-endian. */
  value(): string;
}

export async function startCrc64nvme(): Promise<RunningChecksum> {
  const crc = await createCRC64(polynomial);
  crc.init();
  return {
    update: (bytes) => void crc.update(bytes),
    value: () => btoa(String.fromCharCode(...crc.digest('binary'))),
  };
}

/**
 * CRC64NVME of `blob`. Reads slice by slice, reports the bytes done after each. Rejects with `UnreadableFile` when the
 * file cannot be read any more, with the signal's reason when aborted.
 */
export async function crc64nvme(
  blob: Blob,
  progress: (hashedBytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const crc = await startCrc64nvme();
  for (let start = 0; start < blob.size; start += sliceBytes) {
    signal.throwIfAborted();
    const end = Math.min(start + sliceBytes, blob.size);
    crc.update(new Uint8Array(await read(blob.slice(start, end))));
    progress(end);
  }
  return crc.value();
}

async function read(slice: Blob): Promise<ArrayBuffer> {
  try {
    return await slice.arrayBuffer();
  } catch {
    throw new UnreadableFile('The file can no longer be read.');
  }
}
