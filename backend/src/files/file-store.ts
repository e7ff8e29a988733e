/** What the store knows about one file. */
export interface StoredFile {
  readonly sizeBytes: number;
  readonly contentType: string;
  /** The ETag with its quotes, as S3 writes it. */
  readonly etag: string;
  /** Base64 of the 8 bytes of the checksum; absent when the file was stored without a checksum. */
  readonly crc64nvme?: string;
  /** Id of this version; absent where the bucket keeps no versions. */
  readonly versionId?: string;
}

export interface StoredListEntry {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly etag: string;
}

/** A version of a file that is to be deleted while it is still the current version. */
export interface VersionToDelete {
  readonly key: string;
  readonly etag: string;
}

/**
 * What became of a delete: the version is in the trash now; there is no file; the current version is another one; the
 * store does not allow it; or it did not say, and the same delete may be repeated.
 */
export type DeleteOutcome = 'deleted' | 'absent' | 'changed' | 'refused' | 'unknown';

/** One page of all files below a prefix, at any depth. */
export interface DeepPage {
  readonly files: readonly StoredListEntry[];
  /** Whether there are more files after the last one of this page. */
  readonly hasMore: boolean;
}

/** One page of the files and deeper prefixes directly under a prefix. */
export interface StoredPage {
  /** The prefixes one level deeper, each with its slash at the end. */
  readonly prefixes: readonly string[];
  readonly files: readonly StoredListEntry[];
  /** The store's own token for the next page; absent on the last page. */
  readonly next?: string;
}

/**
 * The store of files, by object key (`users/{id}/{path}`). Every method throws a `CodedError` `unavailable` when the store
 * is overloaded or cannot be reached. The same call may then be repeated.
 */
export interface FileStore {
  /**
   * Returns what the store knows about the current or the given version, or `undefined` when there is none. Throws a
   * `CodedError` `storage-refused` for a current version that the store does not let us read.
   */
  describe(key: string, versionId?: string): Promise<StoredFile | undefined>;
  /** Returns at most `limit` entries directly under `prefix`, in UTF-8 order. Throws `BadListPosition` for an unknown `from`. */
  list(page: { prefix: string; limit: number; from?: string }): Promise<StoredPage>;
  /** Returns at most `limit` files below `prefix`, at any depth, in UTF-8 order, from the first key after `after`. */
  listDeep(page: { prefix: string; limit: number; after?: string }): Promise<DeepPage>;
  /**
   * Deletes at most 1,000 files, each only while the given version is the current one. Returns the outcomes in the same
   * order. One file that cannot be deleted does not keep the others.
   */
  deleteVersions(versions: readonly VersionToDelete[]): Promise<readonly DeleteOutcome[]>;
  /** Stores the empty object that marks a folder. `key` ends with a slash. Returns false when one is there already. */
  createMarker(key: string): Promise<boolean>;
}

/** The error of a store that does not know the token of a page. */
export class BadListPosition extends Error {
  override readonly name = 'BadListPosition';
}
