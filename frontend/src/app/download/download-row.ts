import type { ArchiveContent } from '../transfer/archive/found-page.ts';
import type { ChosenFolder } from './disk/choose-folder.ts';
import type { SendingState } from './service/messages.ts';

export type DownloadState =
  /** Waits until others have ended. */
  | { readonly kind: 'waiting' }
  /** Its URL is being signed, or S3 has not answered yet. */
  | { readonly kind: 'preparing' }
  | SendingState
  /** The person must say where it is saved, because no service worker can run, or because it goes to a folder. */
  | { readonly kind: 'needs-place' }
  /** Its URLs are signed when the person has signed in again. */
  | { readonly kind: 'signed-out'; readonly receivedBytes: number }
  /** The browser downloads it by itself, without the service worker, and tells nobody how that ends. */
  | { readonly kind: 'handed-over' };

/** A download that goes to a folder on the disk. */
interface DiskTarget {
  /** The folder; `undefined` when the person must choose it again, because the page was reloaded. */
  readonly folder: ChosenFolder | undefined;
}

/** One file that a person downloads, or many as one archive or to a folder on the disk. */
export interface DownloadRow {
  readonly id: number;
  /** Path of the file, or name of the archive or of what goes to a folder. */
  readonly path: string;
  /** What is in the archive or goes to a folder; absent for a file. */
  readonly archive?: ArchiveContent | undefined;
  /** The folder on the disk; absent when the browser saves the download. */
  readonly disk?: DiskTarget | undefined;
  /** The version that is downloaded; `undefined` for the current one. */
  readonly versionId: string | undefined;
  readonly state: DownloadState;
  /** Size of the file, or of all files of the archive, once that is known. */
  readonly sizeBytes: number | undefined;
  /** Id of the last attempt, by which the service worker knows it. */
  readonly attempt: string | undefined;
}

/** What a row has before its first attempt, and before the next one. */
export const notStarted = { attempt: undefined, sizeBytes: undefined, state: { kind: 'waiting' } } as const;

const busy: ReadonlySet<DownloadState['kind']> = new Set(['preparing', 'running', 'retrying', 'paused', 'signed-out']);

/** Whether something is being done for the download right now. */
export const isBusy = ({ state }: DownloadRow): boolean => busy.has(state.kind);

/** Whether the download would be lost with the page. */
export const isOpen = (row: DownloadRow | undefined): boolean =>
  row !== undefined && (row.state.kind === 'waiting' || row.state.kind === 'needs-place' || isBusy(row));

/** Number of files that an archive or a folder lacks which is done; 0 for everything else. */
export const missingOf = ({ state }: Pick<DownloadRow, 'state'>): number =>
  state.kind === 'done' ? (state.archive?.missingCount ?? 0) : 0;

/** Bytes that have been received so far, as far as the state says it. */
export const receivedOf = (row: DownloadRow | undefined): number =>
  row && 'receivedBytes' in row.state ? row.state.receivedBytes : 0;
