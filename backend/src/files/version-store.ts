/** A version of a file, or a deletion of it, which S3 calls a delete marker. */
export interface StoredVersion {
  readonly key: string;
  readonly versionId: string;
  readonly modifiedAt: Date;
  /** Whether it is the newest of its key. A file whose newest version is a deletion is in the trash. */
  readonly isCurrent: boolean;
  /** What was stored; absent for a deletion. */
  readonly file?: { readonly sizeBytes: number; readonly etag: string };
}

/** A version by its names; without `versionId`, all versions of the key. */
export interface VersionPlace {
  readonly key: string;
  readonly versionId?: string;
}

/** A version that was not removed. Unless the store does not allow it, removing it may be repeated. */
export interface LeftVersion extends Required<VersionPlace> {
  readonly isRefused?: boolean;
}

/** One page of versions. */
export interface VersionPage {
  readonly versions: readonly StoredVersion[];
  /** The last version of this page; absent on the last page. */
  readonly next?: VersionPlace;
}

/** A copy of an earlier version that is to become the current one. */
export interface VersionToCopy {
  readonly key: string;
  readonly versionId: string;
  /** ETag of the version that must be current while it is replaced. */
  readonly replaces: string;
}

export type CopyOutcome =
  | { readonly kind: 'copied'; readonly etag: string; readonly modifiedAt: Date }
  | { readonly kind: 'no-such-version' }
  /** The version is archived, or encrypted with a key that the store may not use. */
  | { readonly kind: 'source-refused' }
  | { readonly kind: 'changed' };

/** The versions of files, by object key. Every method throws a `CodedError` `unavailable` as those of `FileStore` do. */
export interface VersionStore {
  /**
   * Returns at most `limit` versions of the keys that begin with `prefix`, by key in UTF-8 order, and of each key the
   * newest first. It begins after the version `after`, or after all versions of its key. Throws `BadListPosition` for a
   * version that never was.
   */
  listVersions(page: { prefix: string; limit: number; after?: VersionPlace }): Promise<VersionPage>;
  /**
   * Removes at most 1,000 versions for ever; where a deletion was the newest version, the version before it becomes
   * current. Returns those of which S3 did not say that they are gone.
   */
  removeVersions(versions: readonly Required<VersionPlace>[]): Promise<readonly LeftVersion[]>;
  /** Stores a copy of an earlier version (up to 5 GiB) as the current version. Type, metadata and checksum are kept. */
  copyVersion(copy: VersionToCopy): Promise<CopyOutcome>;
}
