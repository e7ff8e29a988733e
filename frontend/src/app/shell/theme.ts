import { DOCUMENT } from '@angular/common';
import { inject, Injectable, signal } from '@angular/core';

import { deviceStorage } from '../storage/safe-storage.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const storageKey = 'airlock.theme';

/** The appearance: light, dark, or that of the system. The choice is remembered on this device. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #document = inject(DOCUMENT);
  readonly #choice = signal<ThemeChoice>(remembered());

  readonly choice = this.#choice.asReadonly();

  constructor() {
    this.#apply(this.#choice());
  }

  choose(choice: ThemeChoice): void {
    this.#choice.set(choice);
    deviceStorage.set(storageKey, choice);
    this.#apply(choice);
  }

  #apply(choice: ThemeChoice): void {
    const root = this.#document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
  }
}

function remembered(): ThemeChoice {
  const stored = deviceStorage.get(storageKey);
  return choices.find((choice) => choice === stored) ?? 'system';
}
