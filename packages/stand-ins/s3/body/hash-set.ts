import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { Crc64nvme } from '@airlock/checksum';
import { createCRC32 } from 'hash-wasm';

import type { ChecksumAlgorithm } from '../checksum-algorithms.ts';

/** Digests as base64, by algorithm. */
export type Digests = Readonly<Record<string, string>>;
export type HashName = 'md5' | ChecksumAlgorithm;

/** Computes several digests of the same bytes. */
export interface HashSet {
  update(bytes: Uint8Array): void;
  digest(): Digests;
}

interface RunningHash {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** The reversed polynomial of CRC-32C (Castagnoli). */
const castagnoli = 0x82f63b78;

export async function createHashSet(names: readonly HashName[]): Promise<HashSet> {
  const hashes = await Promise.all(names.map(async (name) => [name, await createRunningHash(name)] as const));
  return {
    update: (bytes) => hashes.forEach(([, hash]) => hash.update(bytes)),
    digest: () => Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest().toString('base64')])),
  };
}

async function createRunningHash(name: HashName): Promise<RunningHash> {
  switch (name) {
    case 'md5':
    case 'sha1':
    case 'sha256': {
      const hash = createHash(name);
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
    }
    case 'crc32':
      return runningCrc32();
    case 'crc32c':
      return runningCrc32c(await createCRC32(castagnoli));
    case 'crc64nvme':
      return runningCrc64nvme();
  }
}

/** Uses zlib's CRC-32, which is several times faster than one in WebAssembly. */
function runningCrc32(): RunningHash {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => {
      const digest = Buffer.alloc(4);
      digest.writeUInt32BE(value);
      return digest;
    },
  };
}

function runningCrc64nvme(): RunningHash {
  const crc = new Crc64nvme();
  return { update: (bytes) => crc.update(bytes), digest: () => Buffer.from(crc.digest()) };
}

function runningCrc32c(hash: Awaited<ReturnType<typeof createCRC32>>): RunningHash {
  hash.init();
  return { update: (bytes) => void hash.update(bytes), digest: () => Buffer.from(hash.digest('hex'), 'hex') };
}
