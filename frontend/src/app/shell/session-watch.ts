import { effect, inject, Injectable, untracked } from '@angular/core';

import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import { Session } from '../sign-in/session.ts';

/** Time between two tries to load the question. */
const againMs = 5_000;

/** Asks the person to sign in again when the session has ended. Uploads wait meanwhile. */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  readonly #session = inject(Session);
  readonly #dialogs = inject(LazyDialogs);

  /** Must be called where an effect may be created. The effect ends with the page that calls it. */
  start(): void {
    effect(() => {
      if (this.#session.state().kind === 'ended') untracked(() => void this.#ask());
    });
  }

  /** Asks until the question is on screen: uploads would wait for ever, and without it nobody would know for what. */
  async #ask(): Promise<void> {
    const isEnded = () => this.#session.state().kind === 'ended';
    while (isEnded()) {
      const asked = await this.#dialogs.open(
        async () => (await loadCode(() => import('../sign-in/session-ended-dialog.ts'))).SessionEndedDialog,
        { disableClose: true, maxWidth: 'min(440px, 92vw)', autoFocus: false },
        isEnded,
      );
      if (asked) return;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
