/**
 * What this browser remembers about files that were added together, so that none is lost without a trace when the page
 * is. A large file leaves the batch once its upload in parts has begun, because that has a record of its own.
 */
export interface BatchRecord {
  id: string;
  /** The person to whom the files belong. They are shown to nobody else. */
  userId: string;
  /** Path of the folder into which the files were added. */
  folder: string;
  startedAtMs: number;
  /** Number of files that were found so far. */
  files: number;
  /** Whether all files were found. Until then there may be more of them. */
  isComplete: boolean;
  /** Number of settled files that the batch did not upload: cancelled, or in an upload with a record of its own. */
  dropped: number;
  /** One bit for each file, by its index: whether nothing is left to be done for it. */
  settled: Uint8Array;
  /** Whether the browser keeps handles of the files and folders that were chosen. */
  hasHandles: boolean;
}

/** Consecutive files of a batch, from the index `from` on. They are written once and never changed. */
export interface BatchFiles {
  from: number;
  paths: string[];
  sizesBytes: number[];
  lastModified: number[];
}

/** Returns the name of the lock of a batch. The tab that has the files holds this lock. */
export const batchLockName = (id: string): string => `airlock-batch:${id}`;
