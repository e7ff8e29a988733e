import { InjectionToken, type Signal } from '@angular/core';
import type { Observable } from 'rxjs';

/** What the folder page lets a person do with files, and what it hears about them. The shell provides it. */
export interface FileActions {
  /** Whether this browser can check a download against the checksum of the storage. */
  readonly canVerify: boolean;
  /** Paths that are being deleted: the page hides them. */
  readonly hidden: Signal<ReadonlySet<string>>;
  /** Emits the path of each file when it has been stored. */
  readonly stored: Observable<string>;
  /** Emits the paths of files that have been deleted. */
  readonly deleted: Observable<readonly string[]>;
  /** Emits when the list may be wrong and must be loaded again. */
  readonly outdated: Observable<void>;
  download(paths: readonly string[]): Promise<void>;
  downloadVerified(path: string): Promise<void>;
  /** Shows the versions of a file. */
  showVersions(path: string): Promise<void>;
  /** Deletes files, each only in the version with its ETag. */
  delete(files: readonly { readonly path: string; readonly etag: string }[]): void;
}

export const FILE_ACTIONS = new InjectionToken<FileActions>('FILE_ACTIONS');
