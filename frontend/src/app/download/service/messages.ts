import type { ApiErrorCode } from '../../api/api-error.ts';

/** A file in S3: where it can be read, and what it must be. */
export interface Source {
  /** Signed URL of one GET of the file. */
  readonly url: string;
  readonly sizeBytes: number;
  readonly etag: string;
  /** Checksum as S3 writes it, base64 of 8 bytes; `undefined` when S3 has none. */
  readonly crc64nvme: string | undefined;
}

/**
 * Why a download failed. `different` says that the bytes were not those of the storage, `lost` that nobody sends it any
 * more.
 */
export type FailureReason = ApiErrorCode | 'different' | 'lost';

/** What the service worker says about a download. */
export type SendingState =
  | { readonly kind: 'running' | 'retrying'; readonly receivedBytes: number }
  /** The browser has been given the whole file. */
  | { readonly kind: 'done'; readonly isVerified: boolean }
  | { readonly kind: 'failed'; readonly reason: FailureReason }
  /** The person has ended it, in the page or in the download list of the browser. */
  | { readonly kind: 'cancelled' };

/** What a page says to the service worker. */
export type PageMessage =
  | { readonly kind: 'prepare'; readonly id: string; readonly name: string; readonly source: Source }
  /** Asks what became of these downloads, keeps the worker alive, and has this page told about them from now on. */
  | { readonly kind: 'ask'; readonly ids: readonly string[] }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'signed'; readonly id: string; readonly source: Source }
  | { readonly kind: 'not-signed'; readonly id: string; readonly code: ApiErrorCode };

/** What the service worker says to a page. */
export type WorkerMessage =
  | { readonly kind: 'prepared'; readonly id: string }
  | { readonly kind: 'state'; readonly id: string; readonly state: SendingState }
  /** The part of the answer to `ask` that names the downloads of which the worker knows nothing. */
  | { readonly kind: 'lost'; readonly ids: readonly string[] }
  /** The worker needs a new URL, because the last one failed or may have expired. */
  | { readonly kind: 'sign'; readonly id: string };

/** Path below which the browser requests downloads. The service worker answers there and nowhere else. */
export const downloadsPath = '/downloads/';
