import { Crc64nvme } from '@airlock/checksum';

import { UnreadableFile } from '../ports.ts';
import { piecesOf } from './blob-pieces.ts';

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

/** Told at most this often. */
const progressBytes = 4 * 1024 * 1024;

/**
 * CRC64NVME of `blob`. Reads piece by piece, reports now and then how many bytes are done, and all at the end. Rejects with
 * `UnreadableFile` when the file cannot be read any more, with the signal's reason when aborted.
 */
export async function crc64nvme(
  blob: Blob,
  progress: (hashedBytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  // Before a kernel is taken: one that is not brought to its value does not come back.
  signal.throwIfAborted();
  const crc = startCrc64nvme();
  let hashedBytes = 0;
  let toldBytes = 0;
  for await (const piece of piecesOf(blob)) {
    signal.throwIfAborted();
    crc.update(piece);
    hashedBytes += piece.length;
    if (hashedBytes - toldBytes < progressBytes && hashedBytes < blob.size) continue;
    toldBytes = hashedBytes;
    progress(hashedBytes);
  }
  if (hashedBytes !== blob.size) throw new UnreadableFile('The file ended early.');
  return crc.value();
}
