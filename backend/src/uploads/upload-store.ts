import type { WriteCondition } from '../files/write-condition.ts';

/** Key and id of one unfinished upload. S3 knows an id only together with its key. */
export interface UploadPlace {
  readonly key: string;
  readonly uploadId: string;
}

/** One part that the store has. */
export interface StoredPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly etag: string;
  /** Base64 of the 8 bytes of the checksum; absent when another tool started the upload. */
  readonly crc64nvme?: string;
}

/** One page of stored parts, in ascending order. */
export interface PartsPage {
  readonly parts: readonly StoredPart[];
  /** The part number after which the next page begins; absent on the last page. */
  readonly next?: number;
}

/** What completes one upload. */
export interface UploadToComplete extends UploadPlace {
  /** All parts, in ascending order. */
  readonly parts: readonly Pick<StoredPart, 'partNumber' | 'etag' | 'crc64nvme'>[];
  /** Size of the whole file. */
  readonly sizeBytes: number;
  /** Checksum of the whole file, where it is known. */
  readonly crc64nvme?: string | undefined;
  readonly condition: WriteCondition;
}

/** How an attempt to complete an upload ended. Every kind but `completed` and `conflict` leaves the upload as it was. */
export type Completion =
  | { readonly kind: 'completed'; readonly etag: string }
  /** The upload never existed, was aborted, or has already been completed. */
  | { readonly kind: 'no-such-upload' }
  | { readonly kind: 'condition-failed' }
  /**
   * The key was written or deleted after the upload was created, or is being written now, perhaps by the same completion.
   * In the first case S3 takes the upload never more: it must be created again, with all parts. Whether its parts are still
   * there is not documented. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
   */
  | { readonly kind: 'conflict' }
  /** A part is missing, replaced or too small, or the parts together do not match the checksum. */
  | { readonly kind: 'parts-refused' };

/** One upload in a list of unfinished uploads. */
export interface UnfinishedUpload extends UploadPlace {
  readonly startedAt: Date;
}

/** One page of unfinished uploads, in the order of their keys. */
export interface UploadsPage {
  readonly uploads: readonly UnfinishedUpload[];
  /** The upload after which the next page begins; absent on the last page. */
  readonly next?: UploadPlace;
}

/**
 * The store of uploads in parts until they are complete. Every method throws a `CodedError` `unavailable` when the store is
 * overloaded or cannot be reached. The outcome is then unknown, and a repeated call finds it out.
 */
export interface UploadStore {
  /** Starts an upload whose parts, and whose file, have a CRC64NVME checksum. Returns its id. */
  create(upload: { key: string; contentType: string }): Promise<string>;
  /** Returns one page of the stored parts with numbers above `after`, or `undefined` when there is no such upload. */
  parts(upload: UploadPlace, after?: number): Promise<PartsPage | undefined>;
  /** Makes one file of the parts. Aborting the signal makes it `unavailable`. */
  complete(upload: UploadToComplete, signal?: AbortSignal): Promise<Completion>;
  /** Discards an upload. It also succeeds when there is no such upload. */
  abort(upload: UploadPlace): Promise<void>;
  /** Returns one page of the unfinished uploads whose keys begin with `prefix`. */
  list(page: { prefix: string; after?: UploadPlace }): Promise<UploadsPage>;
}
