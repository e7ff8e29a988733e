import type { ChosenFile } from './chosen-files.ts';

/** What an intake found and did not take. */
export interface LeftOut {
  /** Number of files and folders that could not be read. */
  unreadable: number;
  /** Number of folders with nothing inside. S3 stores files only. */
  emptyFolders: number;
}

/** Takes what is found in a drop, a paste or a folder. */
export interface Taker {
  readonly take: (files: Iterable<ChosenFile>) => Promise<void>;
  /** Fires when nothing more is wanted. */
  readonly signal: AbortSignal;
  readonly leftOut: LeftOut;
  /** Keeps handles of what was chosen, so that it can be found again after a reload. */
  readonly keep: (handles: readonly FileSystemHandle[]) => void;
}
