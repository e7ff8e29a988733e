import { Crc64nvme } from '@airlock/checksum';

import { UnreadableFile, type HashListener } from '../ports.ts';
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
 * CRC64NVME of each `sliceBytes` of `blob`, in one reading; an empty one is one slice. Reads piece by piece, reports now and
 * then how many bytes are done, and all at the end. Rejects with `UnreadableFile` when the file cannot be read any more, with
 * the signal's reason when aborted.
 */
export async function crc64nvmeOfSlices(
  blob: Blob,
  sliceBytes: number,
  { progress, slice }: HashListener,
  signal: AbortSignal,
): Promise<void> {
  // Before a kernel is taken: one that is not brought to its value does not come back.
  signal.throwIfAborted();
  const checksums = slicedChecksums(sliceBytes, slice);
  let hashedBytes = 0;
  let toldBytes = 0;
  for await (const piece of piecesOf(blob)) {
    signal.throwIfAborted();
    checksums.update(piece);
    hashedBytes += piece.length;
    if (hashedBytes - toldBytes < progressBytes && hashedBytes < blob.size) continue;
    toldBytes = hashedBytes;
    progress(hashedBytes);
  }
  if (hashedBytes !== blob.size) throw new UnreadableFile('The file ended early.');
  checksums.end();
}

function slicedChecksums(sliceBytes: number, tell: HashListener['slice']) {
  let open: { crc: RunningChecksum; left: number } | undefined;
  let told = 0;
  const begin = () => (open ??= { crc: startCrc64nvme(), left: sliceBytes });
  const close = () => {
    const { crc } = begin();
    open = undefined;
    told += 1;
    tell(crc.value());
  };
  return {
    update(bytes: Uint8Array): void {
      for (let rest = bytes; rest.length > 0;) {
        const slice = begin();
        const taken = rest.subarray(0, slice.left);
        slice.crc.update(taken);
        slice.left -= taken.length;
        rest = rest.subarray(taken.length);
        if (slice.left === 0) close();
      }
    },
    end(): void {
      if (open || told === 0) close();
    },
  };
}
