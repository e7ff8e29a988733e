import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable } from '@angular/core';

import { Changes } from '../changes/changes.ts';
import { DownloadRows } from '../download/download-rows.ts';
import { PageReload } from '../loading/page-reload.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';

/** Makes the browser ask before the page is left while uploads, downloads, or a change that is still being sent, would be lost. */
@Injectable({ providedIn: 'root' })
export class UnloadGuard {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #rows = inject(UploadRows);
  readonly #downloads = inject(DownloadRows);
  readonly #changes = inject(Changes);
  readonly #reload = inject(PageReload);
  readonly #destroyed = inject(DestroyRef);
  #armed = false;

  arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    const ask = (event: BeforeUnloadEvent) => {
      const atRisk = [this.#rows, this.#downloads, this.#changes];
      if (atRisk.some((it) => it.areAtRisk()) && !this.#reload.isWanted()) event.preventDefault();
    };
    this.#window?.addEventListener('beforeunload', ask);
    this.#destroyed.onDestroy(() => this.#window?.removeEventListener('beforeunload', ask));
  }
}
