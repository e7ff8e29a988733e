import { DOCUMENT } from '@angular/common';
import { inject, Injectable, signal } from '@angular/core';

/** Tells whether the device has a network, as far as the browser knows. */
@Injectable({ providedIn: 'root' })
export class Network {
  readonly #isUp = signal(true);
  readonly #isBack = signal(false);

  readonly isUp = this.#isUp.asReadonly();
  /** Whether the network was gone and has come back. */
  readonly isBack = this.#isBack.asReadonly();

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    this.#isUp.set(window?.navigator.onLine ?? true);
    window?.addEventListener('offline', () => {
      this.#isUp.set(false);
      this.#isBack.set(false);
    });
    window?.addEventListener('online', () => {
      this.#isUp.set(true);
      this.#isBack.set(true);
    });
  }
}
