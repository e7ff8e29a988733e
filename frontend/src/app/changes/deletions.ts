import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { DOCUMENT } from '@angular/common';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError, type ApiError } from '../api/api-error.ts';
import { FolderChanges } from './folder-changes.ts';

/** Time in which a deletion can be undone. */
export const undoMs = 10_000;

/** Number of DELETE requests that are sent at the same time. */
const sendAtOnce = 4;

export interface FailedDeletion {
  path: string;
  error: ApiError;
}

/**
 * Holds deletions that can still be undone. The DELETE request is sent when the undo time is over. It is sent earlier
 * when the page is hidden or left, or when a new file needs the name, so that S3 still does what the person asked for.
 */
@Injectable({ providedIn: 'root' })
export class Deletions {
  readonly #client = inject(API_CLIENT);
  readonly #changes = inject(FolderChanges);
  readonly #gone = signal<ReadonlySet<string>>(new Set());
  readonly #failed = signal<readonly FailedDeletion[]>([]);
  #undoable: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underway: Promise<void> = Promise.resolve();

  /** Paths that lists hide because the files are deleted or soon will be. */
  readonly gone = this.#gone.asReadonly();
  /** Files that the server refused to delete in the last round. Lists show them again. */
  readonly failed = this.#failed.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const leave = () => document.visibilityState === 'hidden' && void this.flush();
    document.addEventListener('visibilitychange', leave);
    document.defaultView?.addEventListener('pagehide', () => void this.flush());
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', leave));
  }

  /** Hides `paths` at once and deletes them later. An earlier deletion that could still be undone is sent now. */
  delete(paths: readonly string[]): void {
    void this.flush();
    this.#undoable = paths;
    this.#gone.update((gone) => new Set([...gone, ...paths]));
    this.#timer = setTimeout(() => void this.flush(), undoMs);
  }

  /** Undoes the last deletion. Returns `false` when it has already been sent. */
  undo(): boolean {
    if (this.#undoable.length === 0) return false;
    clearTimeout(this.#timer);
    this.#show(this.#undoable);
    this.#undoable = [];
    return true;
  }

  /** Sends the deletion that could still be undone. Resolves when the server has answered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const paths = this.#undoable;
    this.#undoable = [];
    if (paths.length > 0) this.#underway = Promise.all([this.#underway, this.#sendAll(paths)]).then(() => undefined);
    return this.#underway;
  }

  /** Must be awaited before a new file is stored under `path`; otherwise a late deletion would remove the new file. */
  async settle(path: string): Promise<void> {
    if (!this.#gone().has(path)) return;
    await this.flush();
  }

  async #sendAll(paths: readonly string[]): Promise<void> {
    const waiting = [...paths];
    const failed: FailedDeletion[] = [];
    const sendRest = async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const error = await this.#send(path);
        if (error) failed.push({ path, error });
      }
    };
    await Promise.all(Array.from({ length: sendAtOnce }, sendRest));
    this.#show(paths);
    this.#failed.set(failed);
  }

  async #send(path: string): Promise<ApiError | undefined> {
    try {
      // With keepalive the request outlives the page.
      await this.#client.deleteFile({ path }, undefined, { keepalive: true });
      this.#changes.announceDeleted(path);
      return undefined;
    } catch (error) {
      return toApiError(error);
    }
  }

  /** Lets lists show `paths` again. Deleted files have already left the lists. */
  #show(paths: readonly string[]): void {
    const shown = new Set(paths);
    this.#gone.update((gone) => new Set([...gone].filter((path) => !shown.has(path))));
  }
}
