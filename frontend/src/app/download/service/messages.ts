import type { ApiErrorCode } from '../../api/api-error.ts';
import type { FoundPage } from '../../transfer/archive/found-page.ts';

/** A file in S3: where it can be read, and what it must be. */
export interface Source {
  /** Signed URL of one GET of the file. */
  readonly url: string;
  readonly sizeBytes: number;
  readonly etag: string;
  /** Checksum as S3 writes it, base64 of 8 bytes; `undefined` when S3 has none. */
  readonly crc64nvme: string | undefined;
}

/** What a page answers when it is asked for a URL: what was signed, or why nothing was. */
export type SignAnswer = Source | ApiErrorCode;

/**
 * Why a download failed. `different` says that the bytes were not those of the storage, `lost` that nobody sends it any
 * more, `refused` that the storage does not give the file, `no-archive` that this browser cannot save an archive. On the disk,
 * `disk-full` says that there is no room, `no-permission` that the browser may not write to the folder, `unstorable` that
 * the browser refuses a file of this name or kind, `not-written` that the disk refuses this file but takes others, and
 * `unwritable` that a file could not be written for another reason. `forgotten` says that the page was reloaded and no longer
 * knows what was to be in the download.
 */
export type FailureReason =
  | ApiErrorCode
  | 'different'
  | 'lost'
  | 'refused'
  | 'no-archive'
  | 'disk-full'
  | 'no-permission'
  | 'unstorable'
  | 'not-written'
  | 'unwritable'
  | 'forgotten';

/** A file or folder that is not in an archive. */
export interface MissingFile {
  readonly path: string;
  readonly reason: FailureReason;
}

/** What an archive or a folder on the disk holds, once it is whole. */
export interface ArchiveSummary {
  readonly fileCount: number;
  readonly missingCount: number;
  /** The first of the files that are missing. */
  readonly missing: readonly MissingFile[];
  /** Number of files and folders whose names in the archive are others. */
  readonly changedNames: number;
  /** Number of files that were on the disk already, and were not fetched. */
  readonly keptCount?: number | undefined;
  /** Number of files that got a number, because another file on the disk has their name. */
  readonly numberedCount?: number | undefined;
}

/** What the service worker says about a download. */
export type SendingState =
  | {
      readonly kind: 'running' | 'retrying' | 'paused';
      readonly receivedBytes: number;
      /** Size of all files of an archive, once all of them have been found. */
      readonly totalBytes?: number | undefined;
    }
  /** The browser has been given the whole file. */
  | { readonly kind: 'done'; readonly isVerified: boolean; readonly archive?: ArchiveSummary }
  /** `path` names the file of an archive that made it fail. */
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly path?: string | undefined }
  /** The person has ended it, in the page or in the download list of the browser. */
  | { readonly kind: 'cancelled' };

/** The words of the lists that an archive has about itself. */
export interface ArchiveWords {
  readonly missingName: string;
  readonly missingHead: string;
  readonly changedName: string;
  readonly changedHead: string;
  readonly reasons: Readonly<Record<FailureReason, string>>;
}

/** What a page says to the service worker. */
export type PageMessage =
  | { readonly kind: 'prepare'; readonly id: string; readonly name: string; readonly source: Source }
  | { readonly kind: 'prepare-archive'; readonly id: string; readonly name: string; readonly words: ArchiveWords }
  /** More of what the archive will hold. */
  | { readonly kind: 'found'; readonly id: string; readonly page: FoundPage }
  /** Nothing more will be found for the archive; `code` says why, when that is a failure. */
  | { readonly kind: 'all-found'; readonly id: string; readonly code?: FailureReason | undefined }
  /** Asks what became of these downloads, keeps the worker alive, and has this page told about them from now on. */
  | { readonly kind: 'ask'; readonly ids: readonly string[] }
  | { readonly kind: 'cancel' | 'pause' | 'resume'; readonly id: string }
  | { readonly kind: 'signed'; readonly id: string; readonly source: Source }
  | { readonly kind: 'not-signed'; readonly id: string; readonly code: ApiErrorCode }
  /** A URL for each path that the worker asked for, in its order, or why there is none. */
  | {
      readonly kind: 'signed-many';
      readonly id: string;
      readonly request: number;
      readonly answers: readonly SignAnswer[];
    };

export type PrepareMessage = Extract<PageMessage, { kind: 'prepare' | 'prepare-archive' }>;

/** What the service worker says to a page. */
export type WorkerMessage =
  | { readonly kind: 'prepared'; readonly id: string }
  | { readonly kind: 'state'; readonly id: string; readonly state: SendingState }
  /** The part of the answer to `ask` that names the downloads of which the worker knows nothing. */
  | { readonly kind: 'lost'; readonly ids: readonly string[] }
  /** The worker needs a new URL, because the last one failed or may have expired. */
  | { readonly kind: 'sign'; readonly id: string }
  /** The worker needs URLs of files of an archive. */
  | { readonly kind: 'sign-many'; readonly id: string; readonly request: number; readonly paths: readonly string[] }
  /** The worker needs to know what is in an archive. */
  | { readonly kind: 'find'; readonly id: string };

/** Path below which the browser requests downloads. The service worker answers there and nowhere else. */
export const downloadsPath = '/downloads/';
