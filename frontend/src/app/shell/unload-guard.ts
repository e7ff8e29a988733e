import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable } from '@angular/core';

import { Downloads } from '../download/downloads.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';

/** Makes the browser ask before the page is left while uploads would be lost. */
@Injectable({ providedIn: 'root' })
export class UnloadGuard {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #rows = inject(UploadRows);
  readonly #downloads = inject(Downloads);
  readonly #destroyed = inject(DestroyRef);
  #armed = false;

  arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    const ask = (event: BeforeUnloadEvent) => {
      if (this.#rows.areAtRisk() && !this.#downloads.isStarting()) event.preventDefault();
    };
    this.#window?.addEventListener('beforeunload', ask);
    this.#destroyed.onDestroy(() => this.#window?.removeEventListener('beforeunload', ask));
  }
}
