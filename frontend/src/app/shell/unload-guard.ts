import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable } from '@angular/core';

import { Downloads } from '../download/downloads.ts';
import { Uploads } from '../upload/uploads.ts';

/** Makes the browser ask before the page is left while something would be lost by it. */
@Injectable({ providedIn: 'root' })
export class UnloadGuard {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #uploads = inject(Uploads);
  readonly #downloads = inject(Downloads);
  readonly #destroyed = inject(DestroyRef);
  #armed = false;

  arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    const ask = (event: BeforeUnloadEvent) => {
      if (this.#uploads.areAtRisk() && !this.#downloads.isStarting()) event.preventDefault();
    };
    this.#window?.addEventListener('beforeunload', ask);
    this.#destroyed.onDestroy(() => this.#window?.removeEventListener('beforeunload', ask));
  }
}
