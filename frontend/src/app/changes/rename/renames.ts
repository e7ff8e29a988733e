import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import type { Entry } from '../../files/entry.ts';
import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';
import { FileMoves } from '../file-moves.ts';
import type { RenameDialog, Renaming } from './rename-dialog.ts';

/** Asks for the new name of a file or folder and gives it. */
@Injectable({ providedIn: 'root' })
export class Renames {
  readonly #dialogs = inject(LazyDialogs);
  readonly #moves = inject(FileMoves);

  /**
   * Opens the dialog. `known` are the entries that are known in the folder: their names are said to be taken while the
   * person types. The server has the last word, and what was typed is then asked for again.
   */
  async ask(entry: Entry, known: readonly Entry[], refused?: string): Promise<void> {
    const taken = new Set(known.map(({ path }) => path));
    const dialog = await this.#dialogs.open<RenameDialog, Renaming, string>(
      async () => (await loadCode(() => import('./rename-dialog.ts'))).RenameDialog,
      { data: { entry, taken, refused }, width: 'min(480px, 92vw)', autoFocus: false },
      // A name that was refused is asked for again.
      { mustBeAnswered: refused !== undefined },
    );
    if (!dialog) return;
    const name = await firstValueFrom(dialog.afterClosed());
    if (name !== undefined) await this.#moves.rename(entry, name, () => void this.ask(entry, known, name));
  }
}
