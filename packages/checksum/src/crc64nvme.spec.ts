import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCRC64 } from 'hash-wasm';

import { Crc64nvme } from './crc64nvme.ts';

const input = 512 * 1024;
const window = 144_025;
const independent = (await createCRC64('9a6c9329ac4bc9b5')) as {
  init(): void;
  update(b: Uint8Array): void;
  digest(): string;
};

/** Makes bytes without a pattern that a wrong distance could hide behind. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed | 1;
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state;
  }
  return bytes;
}

function expected(bytes: Uint8Array): string {
  independent.init();
  independent.update(bytes);
  return independent.digest();
}

function ours(...pieces: Uint8Array[]): string {
  const crc = new Crc64nvme();
  for (const piece of pieces) crc.update(piece);
  return Buffer.from(crc.digest()).toString('hex');
}

describe('Crc64nvme', () => {
  it('gives the check value of the catalogue', () => {
    expect(ours(new TextEncoder().encode('123456789'))).toBe('ae8b14860a799888');
  });

  it('of no bytes is 0', () => {
    expect(ours()).toBe('0000000000000000');
  });

  it.each(
    [1, 7, 8, 9, 63, window - 1, window, input - 1, input, input + 1, input + 15, input + 16, input + 63, input + 64]
      .concat([input + window - 1, input + window, input + window + 1, 2 * input - 1, 2 * input, 2 * input + 1])
      .map((length) => ({ length })),
  )('of $length bytes equals that of an independent library', ({ length }) => {
    const bytes = noise(length, length);
    expect(ours(bytes)).toBe(expected(bytes));
  });

  it('equals that of an independent library for any pieces', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: input + window }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sizes, fc.integer(), (lengths, seed) => {
        const pieces = lengths.map((length, index) => noise(length, seed + index));
        expect(ours(...pieces)).toBe(expected(Buffer.concat(pieces)));
      }),
      { numRuns: 60, seed: 20261124 },
    );
  });

  it('notices each single flipped bit of a long message', () => {
    const bytes = noise(3 * input, 5);
    const whole = ours(bytes);
    for (const at of [0, 7, 8, input - 1, input, 2 * input, bytes.length - window, bytes.length - 1]) {
      bytes[at]! ^= 1;
      expect(ours(bytes)).not.toBe(whole);
      bytes[at]! ^= 1;
    }
  });

  it('keeps several checksums apart, and begins clean after others', () => {
    const [a, b] = [noise(input + 100_000, 1), noise(2 * input, 2)];
    const first = new Crc64nvme();
    const second = new Crc64nvme();
    for (let at = 0; at < b.length; at += 65_536) {
      first.update(a.subarray(at, at + 65_536));
      second.update(b.subarray(at, at + 65_536));
    }
    expect(Buffer.from(first.digest()).toString('hex')).toBe(expected(a));
    expect(Buffer.from(second.digest()).toString('hex')).toBe(expected(b));
    expect(ours(a)).toBe(expected(a));
  });

  it('folds by a multiple of the polynomial', () => {
    const polynomial = (1n << 64n) | 0xad93d23594c93659n;
    const powerOfX = (exponent: number): bigint => {
      let power = 1n;
      for (const bit of exponent.toString(2)) {
        power = remainder(multiply(power, power), polynomial);
        if (bit === '1') power = remainder(power << 1n, polynomial);
      }
      return power;
    };
    const terms = [0, 26_687, 41_865, 64_397, 144_025].map((bytes) => powerOfX(8 * bytes));
    expect(terms.reduce((sum, term) => sum ^ term)).toBe(0n);
  });
});

function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  for (let bit = 0n; b >> bit > 0n; bit += 1n) if ((b >> bit) & 1n) product ^= a << bit;
  return product;
}

function remainder(value: bigint, modulus: bigint): bigint {
  let rest = value;
  for (let excess = length(rest) - length(modulus); excess >= 0; excess = length(rest) - length(modulus)) {
    rest ^= modulus << BigInt(excess);
  }
  return rest;
}

const length = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);
