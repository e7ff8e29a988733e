import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Tells lists what happened to files, so that uploads, deletions and lists do not depend on each other. */
@Injectable({ providedIn: 'root' })
export class FolderChanges {
  readonly #stored = new Subject<string>();
  readonly #deleted = new Subject<readonly string[]>();
  readonly #created = new Subject<string>();
  /** Emits the path of each file when it has been stored. */
  readonly stored = this.#stored.asObservable();
  /** Emits the paths of files that the server has deleted, all of one change at once. */
  readonly deleted = this.#deleted.asObservable();
  /** Emits the path of what a person has made, so that the list shows it with the focus. */
  readonly created = this.#created.asObservable();

  announceStored(path: string): void {
    this.#stored.next(path);
  }

  announceDeleted(paths: readonly string[]): void {
    this.#deleted.next(paths);
  }

  announceCreated(path: string): void {
    this.#created.next(path);
  }
}
