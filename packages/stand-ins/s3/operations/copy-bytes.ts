import { createHashSet, type HashName } from '../body/hash-set.ts';
import type { ChecksumAlgorithm } from '../checksum-algorithms.ts';
import type { ByteRange } from '../range.ts';
import type { IncomingBlob } from '../store/blob-store.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { ObjectVersion } from '../store/version-row.ts';
import { openSegments } from './open-segments.ts';

export interface CopiedBytes {
  readonly sizeBytes: number;
  readonly md5Hex: string;
  /** The checksum in base64. */
  readonly checksumValue: string;
}

const bufferBytes = 256 * 1024;

/** Copies bytes of an object into a blob through one buffer, and hashes them on the way. */
export async function copyBytes(
  store: ObjectStore,
  source: ObjectVersion,
  range: ByteRange,
  blob: IncomingBlob,
  algorithm: ChecksumAlgorithm,
): Promise<CopiedBytes> {
  const names: HashName[] = ['md5', algorithm];
  const hashes = await createHashSet(names);
  const buffer = Buffer.allocUnsafeSlow(bufferBytes);
  const files = await openSegments(store, store.metadata.segments(source.sequence), range);
  let written = 0;
  try {
    for (const { file, start, end } of files) {
      for (let position = start; position <= end;) {
        const { bytesRead } = await file.read(buffer, 0, Math.min(bufferBytes, end - position + 1), position);
        if (bytesRead === 0) throw new Error('A blob is shorter than its record says.');
        const bytes = buffer.subarray(0, bytesRead);
        hashes.update(bytes);
        await blob.file.writeFile(bytes);
        position += bytesRead;
        written += bytesRead;
      }
    }
  } finally {
    await Promise.all(files.map(({ file }) => file.close()));
  }
  const digests = hashes.digest();
  return {
    sizeBytes: written,
    md5Hex: Buffer.from(digests['md5'] ?? '', 'base64').toString('hex'),
    checksumValue: digests[algorithm] ?? '',
  };
}
