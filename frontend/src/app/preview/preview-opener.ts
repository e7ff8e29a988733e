import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';

import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import type { PreviewFile, PreviewRequest, PreviewSurroundings } from './preview-request.ts';

/** Opens the viewer over the whole window. Its code is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class PreviewOpener {
  readonly #dialogs = inject(LazyDialogs);
  readonly #document = inject(DOCUMENT);

  /** Shows a file; the keys and buttons for the next go through the other files of `all`, which may have folders too. */
  async show(
    file: PreviewFile,
    all: readonly (PreviewFile | { readonly kind: 'folder' })[],
    surroundings: PreviewSurroundings,
  ): Promise<void> {
    const shown = all.filter((it) => 'sizeBytes' in it);
    const index = shown.findIndex(({ path }) => path === file.path);
    const data: PreviewRequest = {
      ...surroundings,
      files: index < 0 ? [file] : shown,
      index: Math.max(0, index),
    };
    const address = location.href;
    const dialog = await this.#dialogs.open(
      async () => (await loadCode(() => import('./preview-dialog.ts'))).PreviewDialog,
      {
        data,
        ...{ width: '100vw', height: '100dvh', maxWidth: '100vw', maxHeight: '100dvh' },
        panelClass: 'airlock-viewer',
        autoFocus: 'dialog',
      },
      // A page that was left while the viewer was loading must not open it over the next one.
      { isWanted: () => location.href === address },
    );
    dialog?.afterClosed().subscribe(() => this.#keepFocus());
  }

  /** The row that had the focus before may be that of a file which is gone. Then the row that Tab reaches gets it. */
  #keepFocus(): void {
    const { activeElement, body } = this.#document;
    if (activeElement !== body) return;
    const row = this.#document.querySelector<HTMLElement>('[role=grid] :is([role=row], [role=gridcell])[tabindex="0"]');
    (row ?? this.#document.getElementById('content'))?.focus();
  }
}
