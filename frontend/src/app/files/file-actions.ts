import { InjectionToken, type Signal } from '@angular/core';
import type { Observable } from 'rxjs';

/** A file or folder that has another path now. Paths of folders end with a slash. */
export interface RenamedEntry {
  readonly from: string;
  readonly to: string;
}

/** A file that was copied to its path, as S3 renames. Its ETag can be another one than that of the same bytes before. */
export interface CopiedFile {
  readonly path: string;
  readonly etag: string;
}

/**
 * What lists hear about files and folders. What a person can do with them is in the table of actions. The shell provides
 * both.
 */
export interface FileActions {
  /** Paths that are being deleted or moved away: lists hide them. */
  readonly hidden: Signal<ReadonlySet<string>>;
  /** Paths that were cut and not yet pasted: lists show them dimmed. */
  readonly dimmed: Signal<ReadonlySet<string>>;
  /** Emits the path of each file when it has been stored. */
  readonly stored: Observable<string>;
  /** Emits the paths of files and folders that have been deleted or moved away. */
  readonly deleted: Observable<readonly string[]>;
  /** Emits the paths of files and folders that are there again: a delete or a move was undone. Lists load again by themselves. */
  readonly restored: Observable<readonly string[]>;
  /**
   * Emits what has another path now: at once, and the other way round when it was refused. Lists show the new names and
   * keep the focus.
   */
  readonly renamed: Observable<readonly RenamedEntry[]>;
  /** Emits a file that is a copy now, some time after its new path: what does not load again takes over the ETag. */
  readonly copied: Observable<CopiedFile>;
  /** Emits the path of something that a person has made or brought here. The list shows it and moves the focus there. */
  readonly created: Observable<string>;
  /** Emits when the list may be wrong and must be loaded again. */
  readonly outdated: Observable<void>;
}

export const FILE_ACTIONS = new InjectionToken<FileActions>('FILE_ACTIONS');
