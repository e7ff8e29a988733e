import type { WriteCondition } from '../files/write-condition.ts';

/** One unfinished upload: S3 knows an id only together with the key it was made for. */
export interface UploadPlace {
  readonly key: string;
  readonly uploadId: string;
}

export interface StoredPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly etag: string;
  /** Base64 of the 8 bytes; absent when the upload was not started by us. */
  readonly crc64nvme?: string;
}

/** Parts in ascending order. */
export interface PartsPage {
  readonly parts: readonly StoredPart[];
  /** The part number after which the next page begins; absent on the last page. */
  readonly next?: number;
}

export interface UploadToComplete extends UploadPlace {
  /** All of them, in ascending order. */
  readonly parts: readonly Pick<StoredPart, 'partNumber' | 'etag' | 'crc64nvme'>[];
  /** Of the whole file. */
  readonly sizeBytes: number;
  readonly crc64nvme: string;
  readonly condition: WriteCondition;
}

/** How an attempt to complete ended. All but `completed` left everything as it was. */
export type Completion =
  | { readonly kind: 'completed'; readonly etag: string }
  /** Never was, was aborted, or is completed already. */
  | { readonly kind: 'no-such-upload' }
  | { readonly kind: 'condition-failed' }
  /** Another write to this key was under way, perhaps this very completion: nothing says how it ended. */
  | { readonly kind: 'conflict' }
  /** A part is not there any more or too small, or together they are not the bytes of the checksum. */
  | { readonly kind: 'parts-refused' };

export interface UnfinishedUpload extends UploadPlace {
  readonly startedAt: Date;
}

/** Uploads in the order of their keys. */
export interface UploadsPage {
  readonly uploads: readonly UnfinishedUpload[];
  /** The upload after which the next page begins; absent on the last page. */
  readonly next?: UploadPlace;
}

/**
 * Where uploads in parts are kept until they are complete. Throws a `CodedError` `unavailable` when the store is
 * overloaded or cannot be reached: the outcome is then unknown, and a repetition finds it out.
 */
export interface UploadStore {
  /** Every part then has a CRC64NVME, and the completed file the one of all its bytes. Returns the upload's id. */
  create(upload: { key: string; contentType: string }): Promise<string>;
  /** One page of what has arrived, from after the part number `after`; `undefined` when there is no such upload. */
  parts(upload: UploadPlace, after?: number): Promise<PartsPage | undefined>;
  complete(upload: UploadToComplete): Promise<Completion>;
  /** Also succeeds when there was nothing to abort. */
  abort(upload: UploadPlace): Promise<void>;
  /** One page of the unfinished uploads whose keys begin with `prefix`. */
  list(page: { prefix: string; after?: UploadPlace }): Promise<UploadsPage>;
}
