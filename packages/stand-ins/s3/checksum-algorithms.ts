import { headerNotImplemented } from './errors.ts';

/** The additional checksums of S3 with the length of their value in bytes; MD5 is not one of them. */
export const checksumBytes = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 } as const;

export type ChecksumAlgorithm = keyof typeof checksumBytes;

export const checksumAlgorithms: readonly ChecksumAlgorithm[] = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'];

/**
 * Algorithms that S3 has and this stand-in has not built. They are refused, so that no client believes that its bytes
 * were checked.
 */
const notBuilt = ['md5', 'sha512', 'xxhash3', 'xxhash64', 'xxhash128'];

/** Throws `NotImplemented` for the name of an algorithm that is not built, whatever its case. */
export function refuseNotBuilt(name: string, header: string): void {
  if (notBuilt.includes(name.toLowerCase())) throw headerNotImplemented(header);
}

/** Throws `NotImplemented` for a header with the checksum of an algorithm that is not built. */
export function refuseNotBuiltHeaders(header: (name: string) => string | undefined): void {
  const found = notBuilt.map((name) => `x-amz-checksum-${name}`).find((name) => header(name) !== undefined);
  if (found !== undefined) throw headerNotImplemented(found);
}

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** The base64 of the big-endian bytes, as in `x-amz-checksum-…`. */
  readonly value: string;
}

/** What the checksum covers: all bytes, or the checksums of the parts (`…-3`). */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** The checksum that an object has. */
export interface ObjectChecksum extends Checksum {
  readonly type: ChecksumType;
}

/** Returns the name of the checksum's element in XML: `ChecksumCRC64NVME`. */
export const checksumElement = (algorithm: ChecksumAlgorithm): string => `Checksum${algorithm.toUpperCase()}`;

/** Whether the value is base64 in its canonical form and of the right length. */
export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === checksumBytes[algorithm] && bytes.toString('base64') === value;
}

export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm}`;
