/**
 * What this browser remembers of an upload in parts, so that it can go on after a reload or a crash. Written before
 * the request it describes; it never holds a signed URL or a token.
 */
export interface UploadRecord {
  /** Made here, before S3 has given the upload its id. */
  key: string;
  /** Whose upload it is; nobody else is shown it. */
  userId: string;
  uploadId?: string | undefined;
  /** start-upload was sent and its answer not seen yet: S3 may have an upload of ours whose id nobody knows. */
  starting?: boolean | undefined;
  path: string;
  /** Name, size and last change of the file on disk: enough to recognise it, never enough to trust it. */
  name: string;
  sizeBytes: number;
  lastModified: number;
  contentType: string;
  replaces?: string | undefined;
  partSizeBytes: number;
  /** Checksums of the parts hashed so far, part 1 first; `null`: not hashed yet. */
  checksums: (string | null)[];
  /** The person gave it up; what S3 holds of it may still have to be freed. */
  discarded?: boolean;
  savedAtMs: number;
  /** Where the browser can keep one, resuming needs no choosing of the file. */
  handle?: FileSystemFileHandle;
}

/** An upload that began earlier or elsewhere and is not stored yet. */
export interface Unfinished {
  /** The record's key, or the upload's id when only S3 knows it. */
  readonly key: string;
  readonly path: string;
  readonly uploadId: string;
  readonly startedAtMs: number;
  /** Absent when another device began it: S3 does not know how large the file will be. */
  readonly sizeBytes?: number;
  /** `elsewhere`: another tab sends it now. `needs-file`: choose the file again. `has-file`: the browser kept a handle. */
  readonly kind: 'elsewhere' | 'needs-file' | 'has-file';
  readonly record?: UploadRecord;
}

/** The lock of an upload: the tab that sends it holds this name. */
export const lockName = (uploadId: string): string => `airlock-upload:${uploadId}`;
