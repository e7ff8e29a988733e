import type { SendingState } from './service/messages.ts';

export type DownloadState =
  /** Waits until others have ended. */
  | { readonly kind: 'waiting' }
  /** Its URL is being signed, or S3 has not answered yet. */
  | { readonly kind: 'preparing' }
  | SendingState
  /** The browser downloads it by itself, without the service worker, and tells nobody how that ends. */
  | { readonly kind: 'handed-over' };

/** One file that a person downloads. */
export interface DownloadRow {
  readonly id: number;
  readonly path: string;
  /** The version that is downloaded; `undefined` for the current one. */
  readonly versionId: string | undefined;
  readonly state: DownloadState;
  readonly sizeBytes: number | undefined;
  /** Id of the last attempt, by which the service worker knows it. */
  readonly attempt: string | undefined;
}

const busy: ReadonlySet<DownloadState['kind']> = new Set(['preparing', 'running', 'retrying']);

/** Whether something is being done for the download right now. */
export const isBusy = ({ state }: DownloadRow): boolean => busy.has(state.kind);

/** Whether the download would be lost with the page. */
export const isOpen = (row: DownloadRow | undefined): boolean =>
  row !== undefined && (row.state.kind === 'waiting' || isBusy(row));
