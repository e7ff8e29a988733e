/** What the store knows about one file. */
export interface StoredFile {
  readonly sizeBytes: number;
  readonly contentType: string;
  /** The ETag with its quotes, as S3 writes it. */
  readonly etag: string;
  /** Base64 of the 8 bytes of the checksum; absent when the file was stored without a checksum. */
  readonly crc64nvme?: string;
}

export interface StoredListEntry {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly etag: string;
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
  /** Returns what the store knows about the file, or `undefined` when there is no such file. */
  describe(key: string): Promise<StoredFile | undefined>;
  /** Returns at most `limit` entries directly under `prefix`, in UTF-8 order. Throws `BadListPosition` for an unknown `from`. */
  list(page: { prefix: string; limit: number; from?: string }): Promise<StoredPage>;
  /** Deletes a file. It also succeeds when there is no such file. */
  delete(key: string): Promise<void>;
}

/** The error of a store that does not know the token of a page. */
export class BadListPosition extends Error {
  override readonly name = 'BadListPosition';
}
