import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCRC32, createCRC64 } from 'hash-wasm';

import { CrcSum, isCrc } from './crc-sum.ts';

const independent = {
  crc32: await createCRC32(),
  crc32c: await createCRC32(0x82f63b78),
  crc64nvme: await createCRC64('9a6c9329ac4bc9b5'),
};
type Algorithm = keyof typeof independent;

const hash = (algorithm: Algorithm, bytes: Uint8Array): string =>
  Buffer.from(independent[algorithm].init().update(bytes).digest('binary')).toString('base64');

function sum(algorithm: Algorithm, parts: readonly Uint8Array[]): string {
  const whole = new CrcSum(algorithm);
  for (const part of parts) whole.add(hash(algorithm, part), part.length);
  return whole.value;
}

/** The checksums of "123456789": https://reveng.sourceforge.io/crc-catalogue/all.htm */
const checks = [
  { algorithm: 'crc32', check: 'cbf43926' },
  { algorithm: 'crc32c', check: 'e3069283' },
  { algorithm: 'crc64nvme', check: 'ae8b14860a799888' },
] as const;

describe.each(checks)('CrcSum of $algorithm', ({ algorithm, check }) => {
  it('gives the check value of the catalogue from its pieces', () => {
    const parts = ['1', '2345678', '', '9'].map((text) => new TextEncoder().encode(text));
    expect(Buffer.from(sum(algorithm, parts), 'base64').toString('hex')).toBe(check);
  });

  it('of no bytes is that of an empty file', () => {
    expect(new CrcSum(algorithm).value).toBe(hash(algorithm, new Uint8Array()));
  });

  it('equals the hash of the concatenation, for any bytes cut anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (parts) => {
        expect(sum(algorithm, parts)).toBe(hash(algorithm, Buffer.concat(parts)));
      }),
      { numRuns: 300, seed: 20261124 },
    );
  });

  it('is right for parts of megabytes', () => {
    const whole = new Uint8Array(5 * 1024 * 1024 + 3).map((_, index) => index * 31 + (index >> 11));
    const cut = 2 * 1024 * 1024;
    const parts = [whole.slice(0, cut), whole.slice(cut, 2 * cut), whole.slice(2 * cut)];
    expect(sum(algorithm, parts)).toBe(hash(algorithm, whole));
  });
});

it.each(['sha1', 'sha256', 'toString', ''])('%j is no CRC', (algorithm) => {
  expect(isCrc(algorithm)).toBe(false);
});
