import { crc64nvme } from '../../local/testing/api-calls.ts';

const tailBytes = 8;

/**
 * Returns `other` with its last 8 bytes chosen so that its CRC64NVME is the given one. It takes no search: a CRC is linear over
 * bits, so that each bit of the tail changes the checksum by a value of its own, and 64 equations have a solution.
 */
export async function withChecksum(other: Buffer, checksum: string): Promise<Buffer> {
  const bytes = Buffer.from(other);
  const crcWithTail = async (tail: bigint): Promise<bigint> => {
    bytes.writeBigUInt64BE(tail, bytes.length - tailBytes);
    return Buffer.from(await crc64nvme(bytes), 'base64').readBigUInt64BE();
  };
  const withoutTail = await crcWithTail(0n);
  const basis: Change[] = [];
  for (let bit = 0n; bit < 64n; bit += 1n) {
    const change = { tail: 1n << bit, crc: (await crcWithTail(1n << bit)) ^ withoutTail };
    basis.push(reduced(change, basis));
  }
  const wanted = Buffer.from(checksum, 'base64').readBigUInt64BE() ^ withoutTail;
  bytes.writeBigUInt64BE(reduced({ tail: 0n, crc: wanted }, basis).tail, bytes.length - tailBytes);
  return bytes;
}

/** Bits of the tail, and how they change the checksum when all of them are flipped. */
interface Change {
  readonly tail: bigint;
  readonly crc: bigint;
}

/**
 * Adds to a change those of the basis that make its checksum smaller: each clears the highest bit of its own checksum, which
 * no later one has.
 */
function reduced(change: Change, basis: readonly Change[]): Change {
  return basis.reduce(
    (left, { tail, crc }) => ((left.crc ^ crc) < left.crc ? { tail: left.tail ^ tail, crc: left.crc ^ crc } : left),
    change,
  );
}
