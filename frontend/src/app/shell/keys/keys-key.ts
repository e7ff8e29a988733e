import { Directive, inject } from '@angular/core';

import { KeysOpener } from './keys-opener.ts';

/** Where a question mark is a letter, or where something is open that must be answered first. */
const elsewhere = 'input:not([type=checkbox]), textarea, select, [contenteditable], .cdk-overlay-container';

/** Opens the list of keys when somebody presses the question mark outside of a field. */
@Directive({ selector: '[airlockKeysKey]', host: { '(document:keydown)': 'pressed($event)' } })
export class KeysKey {
  readonly #keys = inject(KeysOpener);

  protected pressed(event: KeyboardEvent): void {
    const { key, target, repeat, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (key !== '?' || repeat || ctrlKey || metaKey || altKey || defaultPrevented) return;
    if (target instanceof Element && target.closest(elsewhere) !== null) return;
    event.preventDefault();
    void this.#keys.open();
  }
}
