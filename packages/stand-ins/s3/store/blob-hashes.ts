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
  readonly #known = new Map<string, Promise<KnownHashes>>();

  /** Returns the hashes of a blob. They are computed once, also for copies at the same time. */
  of(blob: string, algorithm: ChecksumAlgorithm, compute: () => Promise<KnownHashes>): Promise<KnownHashes> {
    const name = `${algorithm} ${blob}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const computed = compute();
    this.#known.set(name, computed);
    // The next copy tries again.
    computed.catch(() => this.#known.delete(name));
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return computed;
  }
}
