import { inject, Injectable, signal } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import { deviceStorage } from '../storage/safe-storage.ts';

/** Says whether the details are shown beside the list. Each person's choice is remembered on this device. */
@Injectable({ providedIn: 'root' })
export class DetailsVisibility {
  readonly #owner = inject(PageOwner);
  readonly #isOpen = signal(false);

  readonly isOpen = this.#isOpen.asReadonly();

  constructor() {
    this.#owner.follow((userId) => this.#isOpen.set(deviceStorage.get(keyOf(userId)) === 'open'));
  }

  show(): void {
    this.#set(true);
  }

  toggle(): void {
    this.#set(!this.#isOpen());
  }

  #set(isOpen: boolean): void {
    this.#isOpen.set(isOpen);
    deviceStorage.set(keyOf(this.#owner.userId()), isOpen ? 'open' : 'closed');
  }
}

const keyOf = (userId: string | undefined): string => `airlock.files.details.${userId ?? ''}`;
