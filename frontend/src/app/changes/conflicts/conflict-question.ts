import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import type { Entry } from '../../files/entry.ts';
import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';
import type { ConflictDialog, TakenNames } from './conflict-dialog.ts';

/** Asks a person what happens to files and folders whose names are taken where they are to be. */
@Injectable({ providedIn: 'root' })
export class ConflictQuestion {
  readonly #dialogs = inject(LazyDialogs);

  /** Resolves with the entries that are to be kept beside those that are there. Who closes the dialog skips all. */
  async ask(taken: TakenNames): Promise<readonly Entry[]> {
    const dialog = await this.#dialogs.open<ConflictDialog, TakenNames, readonly Entry[]>(
      async () => (await loadCode(() => import('./conflict-dialog.ts'))).ConflictDialog,
      { data: taken, width: 'min(720px, 96vw)', maxWidth: '96vw', autoFocus: 'dialog' },
      { mustBeAnswered: true },
    );
    return (dialog && (await firstValueFrom(dialog.afterClosed()))) ?? [];
  }
}
