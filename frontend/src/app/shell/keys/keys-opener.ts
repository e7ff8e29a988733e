import { inject, Injectable } from '@angular/core';

import { FILE_ACTION_TABLE } from '../../files/actions/file-action.ts';
import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';

/** Opens the list of keys. It is provided beside the table of actions, which dialogs do not see. */
@Injectable()
export class KeysOpener {
  readonly #dialogs = inject(LazyDialogs);
  readonly #table = inject(FILE_ACTION_TABLE);
  #isOpen = false;

  async open(): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const dialog = await this.#dialogs.open(async () => (await loadCode(() => import('./keys-dialog.ts'))).KeysDialog, {
      data: this.#table,
      width: 'min(800px, 92vw)',
      maxWidth: '92vw',
      autoFocus: 'dialog',
    });
    if (dialog) dialog.afterClosed().subscribe(() => (this.#isOpen = false));
    else this.#isOpen = false;
  }
}
