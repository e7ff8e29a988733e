import { computed, effect, inject, Injectable, untracked } from '@angular/core';

import { SESSION_STATE, userIdOf } from '../api/session-state.ts';
import { Deletions, undoMs, type FailedDeletion } from './deletions.ts';
import { Notices } from '../notices/notices.ts';
import { text } from '../text/text.ts';
import { nameOf } from '../format/name-of.ts';

/** Shows what was deleted, offers to undo it, and says when a deletion failed. */
@Injectable({ providedIn: 'root' })
export class DeletionNotices {
  readonly #deletions = inject(Deletions);
  readonly #notices = inject(Notices);

  readonly #session = inject(SESSION_STATE);
  readonly #userId = computed(() => userIdOf(this.#session()));

  constructor() {
    effect(() => {
      // The next person must not read the names of files of the person before.
      this.#userId();
      untracked(() => this.#notices.dismiss());
    });
    effect(() => {
      const failed = this.#deletions.failed();
      untracked(() => this.#tellFailed(failed));
    });
  }

  delete(paths: readonly string[]): void {
    this.#deletions.delete(paths);
    const said = text.files.deleted(paths.length, nameOf(paths[0] ?? ''));
    this.#notices.offer(said, text.files.undo, undoMs, () => {
      if (this.#deletions.undo()) this.#notices.say(text.files.restored(paths.length), 3_000);
    });
  }

  #tellFailed(failed: readonly FailedDeletion[]): void {
    const first = failed[0];
    if (first) this.#notices.say(text.files.deleteFailed(failed.length, text.calls[first.error.code]), 10_000);
  }
}
