import type { ChecksumAlgorithm } from '../checksum-algorithms.ts';

/** The MD5 and one checksum of a whole blob. */
export interface KnownHashes {
  readonly md5Hex: string;
  /** The checksum in base64. */
  readonly checksumValue: string;
}

/** Most blobs whose hashes are kept. */
const mostKept = 1000;

/** The hashes of the blobs that were copied last. A blob never changes, and its name is never given again. */
export class BlobHashes {
  readonly #known = new Map<string, KnownHashes>();

  get(blob: string, algorithm: ChecksumAlgorithm): KnownHashes | undefined {
    return this.#known.get(`${algorithm} ${blob}`);
  }

  set(blob: string, algorithm: ChecksumAlgorithm, { md5Hex, checksumValue }: KnownHashes): void {
    this.#known.set(`${algorithm} ${blob}`, { md5Hex, checksumValue });
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
  }
}
