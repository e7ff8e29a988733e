import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

import { pattern } from '../e2e/journey.ts';

const mib = 1024 ** 2;
const blockMib = 16;

/** Writes a file of that many MiB, no two blocks alike, and returns its SHA-256. */
export async function writeLargeFile(path: string, sizeMib: number): Promise<string> {
  const hash = createHash('sha256');
  const block = pattern(blockMib * mib, 3);
  const file = await open(path, 'w');
  try {
    for (let left = sizeMib; left > 0; left -= blockMib) {
      block.writeUInt32LE(left);
      const piece = block.subarray(0, Math.min(left, blockMib) * mib);
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
