import { computed, effect, inject, Injectable, untracked } from '@angular/core';

import { SESSION_STATE, userIdOf } from './session-state.ts';

/**
 * The person whose page this is. Whatever waits in the page belongs to one person: it is settled before the tokens are
 * forgotten, or dropped when the page passes to somebody else.
 */
@Injectable({ providedIn: 'root' })
export class PageOwner {
  readonly #session = inject(SESSION_STATE);

  /** Id of the person, also after their session has ended; `undefined` when the page is nobody's. */
  readonly userId = computed(() => userIdOf(this.#session()));

  /** Returns a function that says whether the page still belongs to the person whose it is now. */
  claim(): () => boolean {
    const userId = untracked(this.userId);
    return () => untracked(this.userId) === userId;
  }

  /**
   * Calls `take` with the id of the person at once, and again whenever the page passes to somebody else. Must be called
   * where an effect may be created.
   */
  follow(take: (userId: string | undefined) => void): void {
    let owner = untracked(this.userId);
    take(owner);
    effect(() => {
      const userId = this.userId();
      if (userId === owner) return;
      owner = userId;
      untracked(() => take(userId));
    });
  }
}
