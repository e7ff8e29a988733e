import { headerNotImplemented } from './errors.ts';

/** The additional checksums of S3 with the length of their value; MD5 is not one of them. */
export const checksumBytes = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 } as const;

export type ChecksumAlgorithm = keyof typeof checksumBytes;

export const checksumAlgorithms: readonly ChecksumAlgorithm[] = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'];

/** What S3 has besides and this stand-in has not: refused, so that no client believes it was checked. */
const notBuilt = ['md5', 'sha512', 'xxhash3', 'xxhash64', 'xxhash128'];

/** Throws `NotImplemented` for the name of such an algorithm, whatever its case. */
export function refuseNotBuilt(name: string, header: string): void {
  if (notBuilt.includes(name.toLowerCase())) throw headerNotImplemented(header);
}

/** Throws `NotImplemented` for a header with the value of such a checksum. */
export function refuseNotBuiltHeaders(header: (name: string) => string | undefined): void {
  const found = notBuilt.map((name) => `x-amz-checksum-${name}`).find((name) => header(name) !== undefined);
  if (found !== undefined) throw headerNotImplemented(found);
}

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64 of the big-endian bytes, as in `x-amz-checksum-…`. */
  readonly value: string;
}

/** Of all bytes, or of the checksums of the parts (`…-3`). */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** The checksum that an object has. */
export interface ObjectChecksum extends Checksum {
  readonly type: ChecksumType;
}

/** The name of its element in XML: `ChecksumCRC64NVME`. */
export const checksumElement = (algorithm: ChecksumAlgorithm): string => `Checksum${algorithm.toUpperCase()}`;

/** Base64 in its one canonical form and of the right length. */
export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === checksumBytes[algorithm] && bytes.toString('base64') === value;
}

export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm}`;
