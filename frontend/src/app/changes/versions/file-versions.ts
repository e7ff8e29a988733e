import { computed, inject, Injectable, signal } from '@angular/core';
import type { FileVersion, RestoreVersionRequest } from '@airlock/contract';

import { API_CLIENT } from '../../api/api-client.ts';
import { toApiError, type ApiError } from '../../api/api-error.ts';
import { PageOwner } from '../../api/page-owner.ts';
import { nameOf } from '../../format/name-of.ts';
import { Notices } from '../../notices/notices.ts';
import { text } from '../../text/text.ts';
import { versionsText } from '../../text/versions-text.ts';
import { FolderChanges } from '../folder-changes.ts';
import { PagedList } from '../paged-list.ts';

/** Time that a person has to undo with the notice. */
const undoMs = 20_000;

/** The versions of one file. The dialog that shows them provides it. */
@Injectable()
export class FileVersions {
  readonly #client = inject(API_CLIENT);
  readonly #notices = inject(Notices);
  readonly #owner = inject(PageOwner);
  readonly #folders = inject(FolderChanges);
  readonly #isRestoring = signal(false);
  readonly #error = signal<ApiError | undefined>(undefined);
  #path = '';

  readonly list = new PagedList<FileVersion>(async (cursor, signal) => {
    const { versions, cursor: next } = await this.#client.listVersions({ path: this.#path, cursor }, signal);
    return { items: versions, cursor: next };
  });
  readonly isRestoring = this.#isRestoring.asReadonly();
  /** Why the last attempt to restore failed. */
  readonly error = this.#error.asReadonly();
  /** ETag of the version that a restored one replaces; `undefined` when the file is deleted. */
  readonly replaces = computed(() => this.list.items().find(({ isCurrent }) => isCurrent)?.etag);

  async open(path: string): Promise<void> {
    this.#path = path;
    await this.list.open();
    await this.list.rest();
  }

  /**
   * Makes an earlier version the current one. Resolves with whether it worked. When the file has changed meanwhile,
   * nothing was replaced, and the versions are loaded again.
   */
  async restore({ versionId }: FileVersion, when: string): Promise<boolean> {
    const replaces = this.replaces();
    if (replaces === undefined) return false;
    this.#isRestoring.set(true);
    this.#error.set(undefined);
    const isMine = this.#owner.claim();
    try {
      const { undo } = await this.#client.restoreVersion({ path: this.#path, versionId, replaces });
      if (!isMine()) return false;
      this.#folders.announceStored(this.#path);
      this.#offerUndo(versionsText.restored(nameOf(this.#path), when), undo.request);
      return true;
    } catch (thrown) {
      const error = toApiError(thrown);
      this.#error.set(error);
      if (error.code === 'changed-meanwhile' || error.code === 'not-found') {
        await this.list.refresh();
        await this.list.rest();
      }
      return false;
    } finally {
      this.#isRestoring.set(false);
    }
  }

  #offerUndo(sentence: string, request: RestoreVersionRequest): void {
    const notice = this.#notices.show(
      signal({
        sentence,
        durationMs: undoMs,
        actions: [
          {
            label: versionsText.undo,
            isUndo: true,
            choose: () => {
              this.#notices.close(notice);
              void this.#undo(request);
            },
          },
        ],
      }),
    );
  }

  async #undo(request: RestoreVersionRequest): Promise<void> {
    const isMine = this.#owner.claim();
    try {
      await this.#client.restoreVersion(request);
      if (!isMine()) return;
      this.#folders.announceStored(request.path);
      this.#notices.say(versionsText.undone(nameOf(request.path)));
    } catch (error) {
      if (isMine()) this.#notices.say(versionsText.undoFailed(text.calls[toApiError(error).code]));
    }
  }
}
