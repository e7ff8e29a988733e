/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { zipEnd } from './zip-end.ts';

/** Returns what a reader of ZIP finds in an end: from its last 22 bytes, and from the records before them. */
function endOf(directory: Parameters<typeof zipEnd>[0]) {
  const end = zipEnd(directory);
  const { buffer, byteLength } = end;
  const plain = new DataView(buffer, byteLength - 22);
  const of64 = byteLength === 22 ? undefined : new DataView(buffer, 0, 76);
  return {
    signature: plain.getUint32(0, true),
    count: plain.getUint16(10, true),
    sizeBytes: plain.getUint32(12, true),
    at: plain.getUint32(16, true),
    of64: of64 && {
      signatures: [of64.getUint32(0, true), of64.getUint32(56, true)],
      counts: [of64.getBigUint64(24, true), of64.getBigUint64(32, true)],
      sizeBytes: of64.getBigUint64(40, true),
      at: of64.getBigUint64(48, true),
      foundAt: of64.getBigUint64(64, true),
    },
  };
}

describe('zipEnd', () => {
  it('is that of ZIP as long as its fields are wide enough', () => {
    const most = { entryCount: 0xfffe, at: 0xfffffffe, sizeBytes: 99 };
    const { entryCount: count, ...others } = most;
    expect(endOf(most)).toEqual({ signature: 0x06054b50, count, ...others, of64: undefined });
  });

  it.each([
    { entryCount: 0xffff, at: 7, sizeBytes: 9 },
    { entryCount: 1, at: 0xffffffff, sizeBytes: 9 },
    { entryCount: 1, at: 5 * 1024 ** 3, sizeBytes: 9 },
    { entryCount: 1, at: 7, sizeBytes: 0xffffffff },
  ])('has the numbers of %j in the records of ZIP64', (directory) => {
    const { entryCount, at, sizeBytes } = directory;
    const { of64, ...plain } = endOf(directory);
    expect(plain).toMatchObject({
      count: Math.min(entryCount, 0xffff),
      at: Math.min(at, 0xffffffff),
      sizeBytes: Math.min(sizeBytes, 0xffffffff),
    });
    expect(of64).toEqual({
      signatures: [0x06064b50, 0x07064b50],
      counts: [BigInt(entryCount), BigInt(entryCount)],
      sizeBytes: BigInt(sizeBytes),
      at: BigInt(at),
      foundAt: BigInt(at + sizeBytes),
    });
  });
});
