import { compareUtf8 } from '../files/compare-utf8.ts';
import type { StoredFile } from '../files/file-store.ts';

/** A version as it is kept in memory. A deletion has no file. */
export interface MemoryVersion {
  readonly key: string;
  readonly versionId: string;
  /** Number of the write. A later write has a larger one. */
  readonly sequence: number;
  readonly modifiedAt: Date;
  readonly file?: StoredFile;
}

/** All versions of all keys, as a bucket with versioning keeps them. */
export class MemoryVersions {
  /** The versions of each key, the newest first. */
  readonly #versions = new Map<string, MemoryVersion[]>();
  /** Every id that was ever given, also those of versions that are gone. */
  readonly #sequences = new Map<string, number>();

  /** Adds the newest version of a key: a file, or a deletion. S3 keeps times in whole seconds. */
  add(key: string, now: Date, file?: Omit<StoredFile, 'versionId'>): MemoryVersion {
    const sequence = this.#sequences.size + 1;
    const versionId = `version.${String(sequence).padStart(6, '0')}`;
    const modifiedAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const version = {
      key,
      versionId,
      sequence,
      modifiedAt,
      ...(file !== undefined && { file: { ...file, versionId } }),
    };
    this.#sequences.set(versionId, sequence);
    this.#versions.set(key, [version, ...this.of(key)]);
    return version;
  }

  /** Returns the versions of a key, the newest first. */
  of(key: string): readonly MemoryVersion[] {
    return this.#versions.get(key) ?? [];
  }

  find(key: string, versionId: string): MemoryVersion | undefined {
    return this.of(key).find((version) => version.versionId === versionId);
  }

  /** Returns the current file of a key, or `undefined` when it never was or is deleted. */
  current(key: string): MemoryVersion | undefined {
    const [newest] = this.of(key);
    return newest?.file === undefined ? undefined : newest;
  }

  /** Removes a version for ever. It does nothing when there is no such version. */
  remove(key: string, versionId: string): void {
    const left = this.of(key).filter((version) => version.versionId !== versionId);
    if (left.length === 0) this.#versions.delete(key);
    else this.#versions.set(key, left);
  }

  /** Returns the keys that begin with `prefix` and have versions, in UTF-8 order. */
  keys(prefix = ''): string[] {
    return [...this.#versions.keys()].filter((key) => key.startsWith(prefix)).toSorted(compareUtf8);
  }

  /** Returns the number of the write that made this version, or `undefined` for an id that was never given. */
  sequenceOf(versionId: string): number | undefined {
    return this.#sequences.get(versionId);
  }
}
