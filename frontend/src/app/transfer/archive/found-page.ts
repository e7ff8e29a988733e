/** A file that was found in a listing. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Time of the last change, as ISO 8601. */
  readonly modifiedAt: string;
}

/** What one page of a listing adds to an archive. */
export interface FoundPage {
  /** The part of each path that is left out of the archive: the folder in which the archive was asked for. */
  readonly base: string;
  readonly files: readonly FoundFile[];
  /** Folders in which nothing is, each with the slash at its end. */
  readonly emptyFolders: readonly string[];
  /** Folders and files that were gone when they were looked for. */
  readonly gone: readonly string[];
}

/** What a person wants in an archive. */
export interface ArchiveContent {
  /** Files, as they were listed. */
  readonly files: readonly FoundFile[];
  /** Folders with all that is in them, each with the slash at its end; `''` is everything. */
  readonly folders: readonly string[];
  /** Whether there were more files than this page remembers of the last one, so that they cannot be found again. */
  readonly isForgotten?: boolean | undefined;
}
