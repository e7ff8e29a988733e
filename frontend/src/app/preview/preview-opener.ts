import { inject, Injectable } from '@angular/core';

import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import type { PreviewFile, PreviewRequest } from './preview-request.ts';

/** Opens the viewer over the whole window. Its code is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class PreviewOpener {
  readonly #dialogs = inject(LazyDialogs);

  async show<File extends PreviewFile>(request: PreviewRequest<File>): Promise<void> {
    const address = location.href;
    await this.#dialogs.open(
      async () => (await loadCode(() => import('./preview-dialog.ts'))).PreviewDialog,
      {
        data: request,
        ...{ width: '100vw', height: '100dvh', maxWidth: '100vw', maxHeight: '100dvh' },
        panelClass: 'airlock-viewer',
        autoFocus: 'dialog',
      },
      // A page that was left while the viewer was loading must not open it over the next one.
      () => location.href === address,
    );
  }
}
