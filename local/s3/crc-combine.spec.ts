import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createHashSet } from './body/hash-set.ts';
import { combineCrcs } from './crc-combine.ts';

const algorithms = ['crc32', 'crc32c', 'crc64nvme'] as const;

async function crc(algorithm: (typeof algorithms)[number], bytes: Uint8Array): Promise<string> {
  const hashes = await createHashSet([algorithm]);
  hashes.update(bytes);
  return hashes.digest()[algorithm]!;
}

describe.each(algorithms)('%s of pieces', (algorithm) => {
  it.each([[[1]], [[1, 1]], [[5, 0, 7]], [[1000, 1000, 1000, 17]], [[65_536, 1, 65_535]]])(
    'of %j bytes is that of the whole',
    async (sizes) => {
      const buffers = sizes.map((size) => randomBytes(size));
      const pieces = await Promise.all(
        buffers.map(async (bytes) => ({ sizeBytes: bytes.length, value: await crc(algorithm, bytes) })),
      );
      expect(combineCrcs(algorithm, pieces)).toBe(await crc(algorithm, Buffer.concat(buffers)));
    },
  );
});

it('takes no hash that is not a CRC', () => {
  expect(() => combineCrcs('sha256', [])).toThrow(/cannot be combined/);
});
