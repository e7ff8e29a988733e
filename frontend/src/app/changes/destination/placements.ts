import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import { parentOf } from '../../format/name-of.ts';
import type { Entry } from '../../files/entry.ts';
import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';
import { FileMoves } from '../file-moves.ts';
import type { DestinationDialog, Placing } from './destination-dialog.ts';

/** Asks for the folder to which files and folders are moved or copied, and does it. */
@Injectable({ providedIn: 'root' })
export class Placements {
  readonly #dialogs = inject(LazyDialogs);
  readonly #moves = inject(FileMoves);

  /** `folder` is the folder that is shown; among results of a search, the dialog begins at the first entry. */
  async ask(verb: Placing['verb'], entries: readonly Entry[], folder: string | undefined): Promise<void> {
    const [first] = entries;
    if (!first) return;
    const dialog = await this.#dialogs.open<DestinationDialog, Placing, string>(
      async () => (await loadCode(() => import('./destination-dialog.ts'))).DestinationDialog,
      {
        data: { verb, entries, folder: folder ?? parentOf(first.path) },
        width: 'min(560px, 94vw)',
        maxWidth: '94vw',
        autoFocus: 'input',
      },
    );
    const chosen = dialog && (await firstValueFrom(dialog.afterClosed()));
    if (chosen !== undefined) await this.#moves[verb](entries, chosen);
  }
}
