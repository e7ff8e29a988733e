import { inject, Injectable } from '@angular/core';

import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';
import type { VersionedFile } from './versions-dialog.ts';

/** Opens the dialog with the versions of a file. The dialog is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class VersionsOpener {
  readonly #dialogs = inject(LazyDialogs);

  /** `download` starts the download of one version. */
  async show(path: string, download: VersionedFile['download']): Promise<void> {
    await this.#dialogs.open(async () => (await loadCode(() => import('./versions-dialog.ts'))).VersionsDialog, {
      data: { path, download },
      width: 'min(560px, 92vw)',
      autoFocus: 'dialog',
    });
  }
}
