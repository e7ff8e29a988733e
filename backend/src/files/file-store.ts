/** What S3 knows about one stored file. */
export interface StoredFile {
  readonly sizeBytes: number;
  readonly contentType: string;
  /** With its quotes, as S3 writes it. */
  readonly etag: string;
  /** Base64 of the 8 bytes; absent for a file that was stored without one. */
  readonly crc64nvme?: string;
}

export interface StoredListEntry {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly etag: string;
}

/** One page of what lies directly under a prefix. */
export interface StoredPage {
  /** Deeper prefixes, each with its slash at the end. */
  readonly prefixes: readonly string[];
  readonly files: readonly StoredListEntry[];
  /** Where the next page begins, in the store's own words; absent on the last page. */
  readonly next?: string;
}

/**
 * Where files lie, by object key (`users/{id}/{path}`). Throws a `CodedError` `unavailable` when the store is
 * overloaded or cannot be reached: nothing happened that a repetition could not do again.
 */
export interface FileStore {
  /** `undefined` when there is no such file. */
  describe(key: string): Promise<StoredFile | undefined>;
  /** At most `limit` entries directly under `prefix`, in UTF-8 order. Throws `BadListPosition` for a foreign `from`. */
  list(page: { prefix: string; limit: number; from?: string }): Promise<StoredPage>;
  /** Also succeeds when there was nothing to delete. */
  delete(key: string): Promise<void>;
}

/** The store does not know this place in a list. */
export class BadListPosition extends Error {
  override readonly name = 'BadListPosition';
}
