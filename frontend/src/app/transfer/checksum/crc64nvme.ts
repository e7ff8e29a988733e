import { Crc64nvme } from '@airlock/checksum';

import { UnreadableFile, type HashListener } from '../ports.ts';
import { piecesOf } from './blob-pieces.ts';

/** A checksum that is computed piece by piece. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** Returns the CRC64NVME as S3 writes it: Base64 of the 8 bytes in big-endian order. It can be called only once. */
  value(): string;
}

export function startCrc64nvme(): RunningChecksum {
  const crc = new Crc64nvme();
  return {
    update: (bytes) => crc.update(bytes),
    value: () => btoa(String.fromCharCode(...crc.digest())),
  };
}

/** Number of bytes after which progress is reported. */
const progressBytes = 4 * 1024 * 1024;
/** Time in milliseconds after which progress is reported all the same, so that a slow drive does not seem dead. */
const progressMs = 2_000;

/**
 * Computes the CRC64NVME of each slice of `sliceBytes` bytes of `blob` in one pass. An empty blob is one empty slice.
 * Reads piece by piece and reports the number of hashed bytes now and then, and at the end. Rejects with
 * `UnreadableFile` when the file can no longer be read, and with the signal's reason when the signal fires.
 */
export async function crc64nvmeOfSlices(
  blob: Blob,
  sliceBytes: number,
  { progress, slice }: HashListener,
  signal: AbortSignal,
): Promise<void> {
  // This check comes before a kernel is taken, because a kernel can be used again only after its value was read.
  signal.throwIfAborted();
  const checksums = slicedChecksums(sliceBytes, slice);
  let hashedBytes = 0;
  let toldBytes = 0;
  let toldAtMs = performance.now();
  for await (const piece of piecesOf(blob)) {
    signal.throwIfAborted();
    checksums.update(piece);
    hashedBytes += piece.length;
    const isSlow = performance.now() - toldAtMs >= progressMs;
    if (hashedBytes - toldBytes < progressBytes && hashedBytes < blob.size && !isSlow) continue;
    toldBytes = hashedBytes;
    toldAtMs = performance.now();
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
