import { effect, inject, Injectable, untracked } from '@angular/core';
import { MatDialog, MatDialogConfig, MatDialogState, type MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';

import type { SessionState } from '../api/session-state.ts';
import { Session } from '../sign-in/session.ts';
import { text } from '../text/text.ts';

/**
 * Asks the person to sign in again when the session has ended; uploads wait meanwhile. Leaves the page when the person
 * has signed out in another tab.
 */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  readonly #session = inject(Session);
  readonly #dialog = inject(MatDialog);
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

  async #ask(): Promise<void> {
    const { SessionEndedDialog } = await import('../sign-in/session-ended-dialog.ts');
    const isAsking = this.#question?.getState() === MatDialogState.OPEN;
    if (isAsking || this.#session.state().kind !== 'ended') return;
    const config = Object.assign(new MatDialogConfig(), {
      disableClose: true,
      maxWidth: 'min(440px, 92vw)',
      autoFocus: false,
    });
    this.#question = this.#dialog.open(SessionEndedDialog, config);
  }
}
