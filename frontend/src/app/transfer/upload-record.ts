/**
 * What this browser remembers about an upload in parts, so that the upload can be resumed after a reload or a crash. It
 * is written before the request that it describes. It never holds a signed URL or a token.
 */
export interface UploadRecord {
  /** Identifier that this browser creates before S3 has given the upload its id. */
  key: string;
  /** The person to whom the upload belongs. It is shown to nobody else. */
  userId: string;
  uploadId?: string | undefined;
  /**
   * Whether start-upload was sent and its answer not seen yet. S3 may then have an upload of ours whose id is unknown.
   */
  starting?: boolean | undefined;
  /**
   * Id of an upload that S3 takes no more, and whose parts must be freed. It is the `uploadId` until the upload that takes
   * its place has one, so that the record always names what S3 holds.
   */
  outdatedId?: string | undefined;
  path: string;
  /**
   * Name of the file on disk. Name, size and time of the last change are enough to recognise a file, but not to trust
   * it.
   */
  name: string;
  sizeBytes: number;
  lastModified: number;
  contentType: string;
  replaces?: string | undefined;
  partSizeBytes: number;
  /** Checksums of the parts in order, from part 1 on; `null` for a part that is not hashed yet. */
  checksums: (string | null)[];
  /** Whether the person discarded the upload. S3 may still hold parts that must be freed. */
  discarded?: boolean;
  savedAtMs: number;
  /** Handle of the file, where the browser can keep one. With it the person does not have to choose the file again. */
  handle?: FileSystemFileHandle;
}

/** An upload that was started earlier or on another device and whose file is not stored yet. */
export interface Unfinished {
  /** Key of the record, or id of the upload when this browser has no record of it. */
  readonly key: string;
  readonly path: string;
  readonly uploadId: string;
  readonly startedAtMs: number;
  /** Size of the file; absent when another device started the upload, because S3 does not know the final size. */
  readonly sizeBytes?: number;
  /**
   * `elsewhere`: another tab sends the upload now. `needs-file`: the person must choose the file again. `has-file`: the
   * browser has kept a handle of the file.
   */
  readonly kind: 'elsewhere' | 'needs-file' | 'has-file';
  readonly record?: UploadRecord;
}

/** Returns the name of the lock of an upload. The tab that sends the upload holds this lock. */
export const lockName = (uploadId: string): string => `airlock-upload:${uploadId}`;
