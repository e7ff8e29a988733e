import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

import type { CopiedFile, RenamedEntry } from '../files/file-actions.ts';

/** Tells lists what happened to files, so that uploads, changes and lists do not depend on each other. */
@Injectable({ providedIn: 'root' })
export class FolderChanges {
  readonly #stored = new Subject<string>();
  readonly #deleted = new Subject<readonly string[]>();
  readonly #restored = new Subject<readonly string[]>();
  readonly #renamed = new Subject<readonly RenamedEntry[]>();
  readonly #copied = new Subject<CopiedFile>();
  readonly #created = new Subject<string>();
  /** Emits the path of each file when it has been stored. */
  readonly stored = this.#stored.asObservable();
  /** Emits the paths of files and folders that the server has deleted, all of one change at once. */
  readonly deleted = this.#deleted.asObservable();
  /** Emits the paths of files and folders that are there again, because a change was undone. */
  readonly restored = this.#restored.asObservable();
  /** Emits the files and folders that have another path now, all of one change at once. */
  readonly renamed = this.#renamed.asObservable();
  /** Emits a file that is a copy now, with the ETag that it has since. */
  readonly copied = this.#copied.asObservable();
  /** Emits the path of what a person has made, so that the list shows it with the focus. */
  readonly created = this.#created.asObservable();

  announceStored(path: string): void {
    this.#stored.next(path);
  }

  announceDeleted(paths: readonly string[]): void {
    this.#deleted.next(paths);
  }

  announceRestored(paths: readonly string[]): void {
    this.#restored.next(paths);
  }

  announceRenamed(entries: readonly RenamedEntry[]): void {
    this.#renamed.next(entries);
  }

  /** Whether anything wants to know ETags of copies: a list that loads again does not, and is spared the call. */
  areCopiesHeard(): boolean {
    return this.#copied.observed;
  }

  announceCopied(file: CopiedFile): void {
    this.#copied.next(file);
  }

  announceCreated(path: string): void {
    this.#created.next(path);
  }
}
