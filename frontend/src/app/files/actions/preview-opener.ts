import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

import { LazyDialogs } from '../../loading/lazy-dialogs.ts';
import { loadCode } from '../../loading/load-code.ts';
import { isPreviewable, type FileEntry } from '../entry.ts';

/** Shows a picture in a dialog, which is loaded on demand. Other files are downloaded. */
@Injectable({ providedIn: 'root' })
export class PreviewOpener {
  readonly #dialogs = inject(LazyDialogs);
  readonly #router = inject(Router);

  async open({ name, path }: FileEntry, download: (paths: readonly string[]) => void | Promise<void>): Promise<void> {
    if (!isPreviewable(name)) return download([path]);
    const { url } = this.#router;
    await this.#dialogs.open(
      async () => (await loadCode(() => import('../preview-dialog.ts'))).PreviewDialog,
      {
        data: { name, path, download: () => void download([path]) },
        maxWidth: '96vw',
        maxHeight: '96dvh',
        autoFocus: 'dialog',
      },
      // A page that was left while the dialog was loading must not open it over the next one.
      () => this.#router.url === url,
    );
  }
}
