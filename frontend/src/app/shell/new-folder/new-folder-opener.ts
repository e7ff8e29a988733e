import { inject, Injectable } from '@angular/core';

import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';

/** Opens the dialog that makes a folder. The dialog is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class NewFolderOpener {
  readonly #dialogs = inject(LazyDialogs);

  /** Asks for the name of a new folder in `folder`, a path with its slash; empty for the top folder. */
  async open(folder: string): Promise<void> {
    await this.#dialogs.open(async () => (await loadCode(() => import('./new-folder-dialog.ts'))).NewFolderDialog, {
      data: folder,
      width: 'min(440px, 92vw)',
    });
  }
}
