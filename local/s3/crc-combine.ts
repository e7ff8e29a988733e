import type { ChecksumAlgorithm } from './checksum-algorithms.ts';

/**
 * The CRC of two texts one after the other from the CRCs of each: the first is shifted by the length of the second, which
 * is a multiplication by x^(8·length) modulo the polynomial, and the second is added. Bits are reversed as in the CRCs
 * themselves: the highest bit is the coefficient of x^0.
 */
interface Field {
  readonly bits: bigint;
  readonly polynomial: bigint;
}

const fields: Readonly<Partial<Record<ChecksumAlgorithm, Field>>> = {
  crc32: { bits: 32n, polynomial: 0xedb88320n },
  crc32c: { bits: 32n, polynomial: 0x82f63b78n },
  crc64nvme: { bits: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
};

export const isCombinable = (algorithm: ChecksumAlgorithm): boolean => fields[algorithm] !== undefined;

export interface Piece {
  readonly sizeBytes: number;
  /** Base64 */
  readonly value: string;
}

/** The CRC of all pieces in their order, as base64. Throws for an algorithm that is no CRC. */
export function combineCrcs(algorithm: ChecksumAlgorithm, pieces: readonly Piece[]): string {
  const field = fields[algorithm];
  if (!field) throw new Error(`Checksums of ${algorithm} cannot be combined.`);
  // Parts of one upload have one or two sizes, so the expensive half is done once or twice.
  const shifts = new Map<number, bigint>();
  let crc = 0n;
  for (const { sizeBytes, value } of pieces) {
    const shift = shifts.get(sizeBytes) ?? power(field, BigInt(sizeBytes) * 8n);
    shifts.set(sizeBytes, shift);
    crc = multiply(field, shift, crc) ^ BigInt(`0x${Buffer.from(value, 'base64').toString('hex')}`);
  }
  const hex = crc.toString(16).padStart(Number(field.bits) / 4, '0');
  return Buffer.from(hex, 'hex').toString('base64');
}

/** x^exponent, by squaring. */
function power(field: Field, exponent: bigint): bigint {
  const one = 1n << (field.bits - 1n);
  let square = one >> 1n;
  let result = one;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = multiply(field, square, result);
    square = multiply(field, square, square);
  }
  return result;
}

function multiply({ bits, polynomial }: Field, left: bigint, right: bigint): bigint {
  let product = 0n;
  let shifted = right;
  for (let bit = 1n << (bits - 1n); bit > 0n; bit >>= 1n) {
    if (left & bit) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}
