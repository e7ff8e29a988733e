import { createHashSet, type HashSet } from '../body/hash-set.ts';
import type { ChecksumAlgorithm } from '../checksum-algorithms.ts';
import { hasMd5Etag } from '../encryption.ts';
import type { ByteRange } from '../range.ts';
import type { IncomingBlob } from '../store/blob-store.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { ObjectVersion, Segment } from '../store/version-row.ts';
import { openSegments } from './open-segments.ts';

export interface CopiedBytes {
  readonly sizeBytes: number;
  readonly md5Hex: string;
  /** The checksum in base64. */
  readonly checksumValue: string;
}

/** Bytes of an object that are to be copied. */
export interface BytesToCopy {
  readonly object: ObjectVersion;
  readonly segments: readonly Segment[];
  readonly range: ByteRange;
  readonly algorithm: ChecksumAlgorithm;
}

const bufferBytes = 256 * 1024;

/** Copies bytes of an object into a blob, and hashes them on the way. */
export async function copyBytes(store: ObjectStore, bytes: BytesToCopy, blob: IncomingBlob): Promise<CopiedBytes> {
  const hashes = await createHashSet(['md5', bytes.algorithm]);
  await readBytes(store, bytes, async (piece) => {
    hashes.update(piece);
    await blob.file.writeFile(piece);
  });
  return copiedBytes(bytes, hashes);
}

/**
 * Hashes bytes of an object that a copy shares. Nothing is read when the hashes are known: those of an object of one piece are
 * in its record, and those of a blob are kept after the first time.
 */
export async function hashBytes(store: ObjectStore, bytes: BytesToCopy): Promise<CopiedBytes> {
  const ofRecord = hashesOfRecord(bytes);
  if (ofRecord !== undefined) return ofRecord;
  const blob = wholeSegment(bytes)?.blob;
  if (blob === undefined) return readAndHash(store, bytes);
  const hashes = await store.blobHashes.of(blob, bytes.algorithm, () => readAndHash(store, bytes));
  return { sizeBytes: sizeOf(bytes), md5Hex: hashes.md5Hex, checksumValue: hashes.checksumValue };
}

async function readAndHash(store: ObjectStore, bytes: BytesToCopy): Promise<CopiedBytes> {
  const hashes = await createHashSet(['md5', bytes.algorithm]);
  await readBytes(store, bytes, (piece) => {
    hashes.update(piece);
    return Promise.resolve();
  });
  return copiedBytes(bytes, hashes);
}

/** Returns the segment that the range covers completely and alone. */
export function wholeSegment({ segments, range }: BytesToCopy): Segment | undefined {
  let offset = 0;
  for (const segment of segments) {
    if (offset === range.first && offset + segment.sizeBytes - 1 === range.last) return segment;
    offset += segment.sizeBytes;
  }
  return undefined;
}

function hashesOfRecord({ object, range, algorithm }: BytesToCopy): CopiedBytes | undefined {
  const { sizeBytes, checksum, partCount, etag } = object;
  const isWhole = range.first === 0 && range.last === sizeBytes - 1;
  const isOfOnePiece = partCount === 0 && checksum.type === 'FULL_OBJECT' && checksum.algorithm === algorithm;
  if (!isWhole || !isOfOnePiece || !hasMd5Etag(object.headers)) return undefined;
  return { sizeBytes, md5Hex: etag.slice(1, -1), checksumValue: checksum.value };
}

/** Reads the bytes through one buffer. */
async function readBytes(
  store: ObjectStore,
  { segments, range }: BytesToCopy,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(bufferBytes);
  const files = await openSegments(store, segments, range);
  try {
    for (const { file, start, end } of files) {
      for (let position = start; position <= end;) {
        const { bytesRead } = await file.read(buffer, 0, Math.min(bufferBytes, end - position + 1), position);
        if (bytesRead === 0) throw new Error('A blob is shorter than its record says.');
        await take(buffer.subarray(0, bytesRead));
        position += bytesRead;
      }
    }
  } finally {
    await Promise.all(files.map(({ file }) => file.close()));
  }
}

const sizeOf = ({ range }: BytesToCopy): number => range.last - range.first + 1;

function copiedBytes(bytes: BytesToCopy, hashes: HashSet): CopiedBytes {
  const digests = hashes.digest();
  return {
    sizeBytes: sizeOf(bytes),
    md5Hex: Buffer.from(digests['md5'] ?? '', 'base64').toString('hex'),
    checksumValue: digests[bytes.algorithm] ?? '',
  };
}
