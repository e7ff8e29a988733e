/** A copy of the current version of a file under a new key, or of an earlier version. */
export interface FileToCopy {
  readonly from: string;
  /** Id of the version that is copied; without it the current one. */
  readonly versionId?: string | undefined;
  /** ETag of the version that is meant. */
  readonly etag: string;
  readonly to: string;
}

/** Why a file was not copied. The same copy may be repeated after `unknown`. */
export type CopyRefusal =
  /** There is a file with the new key. `mayBeOurs` says that the answer to an earlier attempt may have been lost. */
  | { readonly kind: 'taken'; readonly mayBeOurs: boolean }
  | { readonly kind: 'source-changed' }
  | { readonly kind: 'source-absent' }
  /** The store keeps the source but does not let us read it: it is archived, or encrypted with a key of somebody else. */
  | { readonly kind: 'source-refused' }
  | { readonly kind: 'unknown' };

export interface FileCopied {
  readonly kind: 'copied';
  readonly etag: string;
  /** Base64 of the checksum that the store computed of the copy. */
  readonly crc64nvme: string;
}

/** An upload whose parts are copied from a file. */
export interface CopyUpload extends FileToCopy {
  readonly uploadId: string;
}

/** A part of a copy. Its bytes are those from `first` to `last`, both included. */
export interface PartToCopy extends CopyUpload {
  readonly partNumber: number;
  readonly first: number;
  readonly last: number;
}

export interface CopiedPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly crc64nvme?: string;
}

/** What makes one file of the parts of a copy. Without a checksum nothing but the size is compared. */
export interface CopyToComplete extends CopyUpload {
  readonly parts: readonly CopiedPart[];
  readonly sizeBytes: number;
  readonly crc64nvme?: string | undefined;
  /** ETag of the file whose place the copy takes; without it no file may be there. */
  readonly replaces?: string | undefined;
}

/** How an attempt to make one file of the parts ended. */
export type CopyCompletion =
  | { readonly kind: 'copied'; readonly etag: string }
  | { readonly kind: 'taken' }
  /** The upload was completed by another call, or aborted. */
  | { readonly kind: 'no-such-upload' }
  /** The key was written since the upload began, or S3 is still joining the parts for a call whose answer was lost. */
  | { readonly kind: 'conflict' }
  /** The parts together have another checksum. */
  | { readonly kind: 'checksum-mismatch' };

/**
 * Copies files within the store, each to a key where no file is unless the copy names what it replaces. The content type and the metadata are kept, tags are not.
 * Every method throws a `CodedError` `unavailable` when the store is overloaded or cannot be reached, where it has no
 * outcome for it.
 */
export interface CopyStore {
  /** Copies a file of up to 5 GiB with one request. Aborting the signal makes it `unknown`. */
  copyFile(copy: FileToCopy, signal?: AbortSignal): Promise<FileCopied | CopyRefusal>;
  /** Begins a copy in parts. */
  startCopy(copy: FileToCopy): Promise<{ readonly kind: 'started'; readonly uploadId: string } | CopyRefusal>;
  /** Copies one part. Returns nothing when it is copied, and `no-such-upload` when the upload is gone. */
  copyPart(
    part: PartToCopy,
    signal?: AbortSignal,
  ): Promise<CopyRefusal | { readonly kind: 'no-such-upload' } | undefined>;
  /** Returns the parts that are copied, in ascending order, or `undefined` when there is no such upload. */
  copiedParts(upload: CopyUpload): Promise<readonly CopiedPart[] | undefined>;
  /** Makes one file of the parts. It is `unavailable` after 15 seconds, or when the signal aborts, and the store may go on joining the parts. */
  completeCopy(copy: CopyToComplete, signal?: AbortSignal): Promise<CopyCompletion>;
  /** Discards the parts. It also succeeds when there is no such upload. */
  abortCopy(upload: Pick<CopyUpload, 'to' | 'uploadId'>): Promise<void>;
}
