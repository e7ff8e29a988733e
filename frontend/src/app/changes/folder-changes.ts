import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Tells lists what became of files, so that uploads, deletions and lists need not know each other. */
@Injectable({ providedIn: 'root' })
export class FolderChanges {
  readonly #stored = new Subject<string>();
  readonly #deleted = new Subject<string>();
  /** Paths of files the moment they are stored. */
  readonly stored = this.#stored.asObservable();
  /** Paths of files the moment they are really deleted. */
  readonly deleted = this.#deleted.asObservable();

  announceStored(path: string): void {
    this.#stored.next(path);
  }

  announceDeleted(path: string): void {
    this.#deleted.next(path);
  }
}
