import { Crc64nvme } from '@airlock/checksum';

import { UnreadableFile } from '../ports.ts';

/** Read at once: large enough for speed, small enough that memory stays flat. */
const sliceBytes = 4 * 1024 * 1024;

/** A checksum that grows with what is fed to it. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** CRC64NVME as S3 writes it: base64 of the 8 bytes, big-endian. Once only. */
  value(): string;
}

export function startCrc64nvme(): RunningChecksum {
  const crc = new Crc64nvme();
  return {
    update: (bytes) => crc.update(bytes),
    value: () => btoa(String.fromCharCode(...crc.digest())),
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
  const crc = startCrc64nvme();
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
