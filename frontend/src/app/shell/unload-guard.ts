import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable } from '@angular/core';

import { Changes } from '../changes/changes.ts';
import { Downloads } from '../download/downloads.ts';
import { PageReload } from '../loading/page-reload.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';

/** Makes the browser ask before the page is left while uploads, or a change that is still being sent, would be lost. */
@Injectable({ providedIn: 'root' })
export class UnloadGuard {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #rows = inject(UploadRows);
  readonly #downloads = inject(Downloads);
  readonly #changes = inject(Changes);
  readonly #reload = inject(PageReload);
  readonly #destroyed = inject(DestroyRef);
  #armed = false;

  arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    const ask = (event: BeforeUnloadEvent) => {
      const isAtRisk = this.#rows.areAtRisk() || this.#changes.areAtRisk();
      if (isAtRisk && !this.#downloads.isStarting() && !this.#reload.isWanted()) event.preventDefault();
    };
    this.#window?.addEventListener('beforeunload', ask);
    this.#destroyed.onDestroy(() => this.#window?.removeEventListener('beforeunload', ask));
  }
}
