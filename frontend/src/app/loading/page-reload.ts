import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';

/** Reloads the page because the person said so, after being told what becomes of the uploads: nothing asks again. */
@Injectable({ providedIn: 'root' })
export class PageReload {
  readonly #document = inject(DOCUMENT);
  #isWanted = false;

  /** Returns whether the page is being reloaded on purpose. */
  isWanted(): boolean {
    return this.#isWanted;
  }

  now(): void {
    this.#isWanted = true;
    this.#document.location.reload();
  }
}
