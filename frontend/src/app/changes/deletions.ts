import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { DOCUMENT } from '@angular/common';

import { API_CLIENT } from '../api/api-client.ts';
import { ApiError, toApiError } from '../api/api-error.ts';
import { SESSION_STATE, userIdOf } from '../api/session-state.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { FolderChanges } from './folder-changes.ts';

/** Time in which a deletion can be undone. */
export const undoMs = 10_000;

/** Number of DELETE requests that are sent at the same time. */
const sendAtOnce = 4;

export interface FailedDeletion {
  path: string;
  error: ApiError;
}

/** A deletion that can still be undone. Only the person who asked for it may send it. */
interface Pending {
  readonly userId: string | undefined;
  readonly paths: readonly string[];
}

/**
 * Holds deletions that can still be undone. The DELETE request is sent when the undo time is over. It is sent earlier
 * when the page is hidden or left, before a sign-out, or when a new file needs the name, so that S3 still does what the
 * person asked for. It is never sent for somebody else: what is left when another person signs in is dropped.
 */
@Injectable({ providedIn: 'root' })
export class Deletions {
  readonly #client = inject(API_CLIENT);
  readonly #changes = inject(FolderChanges);
  readonly #gone = signal<ReadonlySet<string>>(new Set());
  readonly #failed = signal<readonly FailedDeletion[]>([]);
  readonly #session = inject(SESSION_STATE);
  readonly #userId = computed(() => userIdOf(this.#session()));
  #undoable: Pending | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underway: Promise<void> = Promise.resolve();

  /** Paths that lists hide because the files are deleted or soon will be. */
  readonly gone = this.#gone.asReadonly();
  /** Files that the server refused to delete in the last round. Lists show them again. */
  readonly failed = this.#failed.asReadonly();

  constructor() {
    effect(() => {
      const userId = this.#userId();
      untracked(() => this.#belongTo(userId));
    });
    inject(SignOutWork).add(() => this.flush());
    const document = inject(DOCUMENT);
    const leave = () => document.visibilityState === 'hidden' && void this.flush();
    document.addEventListener('visibilitychange', leave);
    document.defaultView?.addEventListener('pagehide', () => void this.flush());
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', leave));
  }

  /** Hides `paths` at once and deletes them later. An earlier deletion that could still be undone is sent now. */
  delete(paths: readonly string[]): void {
    void this.flush();
    this.#undoable = { userId: this.#userId(), paths };
    this.#gone.update((gone) => new Set([...gone, ...paths]));
    this.#timer = setTimeout(() => void this.flush(), undoMs);
  }

  /** Undoes the last deletion. Returns `false` when it has already been sent. */
  undo(): boolean {
    const pending = this.#take();
    if (pending) this.#show(pending.paths);
    return pending !== undefined;
  }

  /** Sends the deletion that could still be undone. Resolves when the server has answered. */
  flush(): Promise<void> {
    const pending = this.#take();
    if (pending) this.#underway = Promise.all([this.#underway, this.#sendAll(pending)]).then(() => undefined);
    return this.#underway;
  }

  /** Must be awaited before a new file is stored under `path`; otherwise a late deletion would remove the new file. */
  async settle(path: string): Promise<void> {
    if (!this.#gone().has(path)) return;
    await this.flush();
  }

  #take(): Pending | undefined {
    clearTimeout(this.#timer);
    const pending = this.#undoable;
    this.#undoable = undefined;
    return pending;
  }

  /** Drops what the page shows and holds of somebody else. */
  #belongTo(userId: string | undefined): void {
    if (this.#undoable?.userId !== userId) this.#take();
    this.#gone.set(new Set(this.#undoable?.paths));
    this.#failed.set([]);
  }

  async #sendAll({ userId, paths }: Pending): Promise<void> {
    const waiting = [...paths];
    const failed: FailedDeletion[] = [];
    const sendRest = async () => {
      for (let path = waiting.shift(); path !== undefined && this.#userId() === userId; path = waiting.shift()) {
        const error = await this.#send(path);
        if (error) failed.push({ path, error });
      }
    };
    await Promise.all(Array.from({ length: sendAtOnce }, sendRest));
    if (this.#userId() !== userId) return;
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
