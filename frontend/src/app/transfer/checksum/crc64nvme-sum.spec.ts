/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { crc64nvme } from './crc64nvme.ts';
import { Crc64nvmeSum } from './crc64nvme-sum.ts';

const hash = (bytes: Uint8Array<ArrayBuffer>) =>
  crc64nvme(new Blob([bytes]), () => undefined, new AbortController().signal);

async function sum(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<string> {
  const whole = new Crc64nvmeSum();
  for (const part of parts) whole.add(await hash(part), part.length);
  return whole.value;
}

describe('Crc64nvmeSum', () => {
  it('gives the check value of the catalogue from its pieces', async () => {
    const parts = ['1', '2345678', '', '9'].map((text) => new TextEncoder().encode(text));
    expect(Buffer.from(await sum(parts), 'base64').toString('hex')).toBe('ae8b14860a799888');
  });

  it('of nothing is that of an empty file', () => {
    expect(new Crc64nvmeSum().value).toBe('AAAAAAAAAAA=');
  });

  it('equals the hash of the concatenation, for any bytes cut anywhere', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 8 }), async (chosen) => {
        const parts = chosen.map((part) => new Uint8Array(part));
        expect(await sum(parts)).toBe(await hash(new Uint8Array(parts.flatMap((part) => [...part]))));
      }),
      { numRuns: 300, seed: 20261124 },
    );
  });

  it('holds for parts of megabytes', async () => {
    const whole = new Uint8Array(5 * 1024 * 1024 + 3).map((_, index) => index * 31 + (index >> 11));
    const cut = 2 * 1024 * 1024;
    expect(await sum([whole.slice(0, cut), whole.slice(cut, 2 * cut), whole.slice(2 * cut)])).toBe(await hash(whole));
  });
});
