import { effect, inject, Injectable, untracked } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';

import { Session } from '../sign-in/session.ts';

/** Asks the person to sign in again when the session has ended. Uploads wait meanwhile. */
@Injectable({ providedIn: 'root' })
export class SessionWatch {
  readonly #session = inject(Session);
  readonly #dialog = inject(MatDialog);

  /** Must be called where an effect may be created. The effect ends with the page that calls it. */
  start(): void {
    effect(() => {
      if (this.#session.state().kind === 'ended') untracked(() => void this.#ask());
    });
  }

  async #ask(): Promise<void> {
    const { SessionEndedDialog } = await import('../sign-in/session-ended-dialog.ts');
    const config = Object.assign(new MatDialogConfig(), {
      disableClose: true,
      maxWidth: 'min(440px, 92vw)',
      autoFocus: false,
    });
    this.#dialog.open(SessionEndedDialog, config);
  }
}
