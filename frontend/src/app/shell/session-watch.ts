import { effect, inject, Injectable, untracked } from '@angular/core';
import { MatDialogState, type MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';

import type { SessionState } from '../api/session-state.ts';
import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import { Session } from '../sign-in/session.ts';
import { text } from '../text/text.ts';

/** Time between two tries to load the question. */
const againMs = 5_000;

/**
 * Asks the person to sign in again when the session has ended; uploads wait meanwhile. Leaves the page when the person
 * has signed out in another tab.
 */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  readonly #session = inject(Session);
  readonly #dialogs = inject(LazyDialogs);
  readonly #router = inject(Router);
  #question: MatDialogRef<unknown> | undefined;

  /** Must be called where an effect may be created. The effect ends with the page that calls it. */
  start(): void {
    effect(() => {
      const state = this.#session.state();
      untracked(() => void this.#follow(state));
    });
  }

  async #follow(state: SessionState): Promise<void> {
    if (state.kind === 'ended') await this.#ask();
    // The person has signed in again, perhaps in another tab.
    else this.#question?.close();
    if (state.kind === 'signed-out' && state.elsewhere) {
      await this.#router.navigateByUrl('/sign-in', { state: { notice: text.signIn.signedOutElsewhere } });
    }
  }

  /** Asks until the question is on screen: uploads would wait for ever, and without it nobody would know for what. */
  async #ask(): Promise<void> {
    const isUnasked = () =>
      this.#session.state().kind === 'ended' && this.#question?.getState() !== MatDialogState.OPEN;
    while (isUnasked()) {
      const asked = await this.#dialogs.open(
        async () => (await loadCode(() => import('../sign-in/session-ended-dialog.ts'))).SessionEndedDialog,
        { disableClose: true, closeOnNavigation: false, maxWidth: 'min(440px, 92vw)', autoFocus: false },
        { isWanted: isUnasked, comesByItself: true, mustBeAnswered: true },
      );
      if (asked) {
        this.#question = asked;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
