import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createCRC32, createCRC64 } from 'hash-wasm';
import type { ChecksumAlgorithm } from '../checksum-algorithms.ts';

/** Digests as base64, by algorithm. */
export type Digests = Readonly<Record<string, string>>;
export type HashName = 'md5' | ChecksumAlgorithm;

/** Several digests of the same bytes. */
export interface HashSet {
  update(bytes: Uint8Array): void;
  digest(): Digests;
}

interface RunningHash {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** The reversed polynomials: CRC-32C (Castagnoli) and CRC-64/NVME. */
const castagnoli = 0x82f63b78;
const nvme = '9a6c9329ac4bc9b5';

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
      return runningWasm(await createCRC32(castagnoli));
    case 'crc64nvme':
      return runningWasm(await createCRC64(nvme));
  }
}

/** zlib's is several times faster than one in WebAssembly. */
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

function runningWasm(hash: Awaited<ReturnType<typeof createCRC64>>): RunningHash {
  hash.init();
  return { update: (bytes) => void hash.update(bytes), digest: () => Buffer.from(hash.digest('hex'), 'hex') };
}
