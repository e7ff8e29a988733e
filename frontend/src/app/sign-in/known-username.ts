import { Component, input } from '@angular/core';

/** Nobody sees it: it tells a password manager whose password the form is about. */
@Component({
  selector: 'airlock-known-username',
  template: `
    <input
      class="visually-hidden"
      type="text"
      autocomplete="username"
      [value]="name()"
      readonly
      tabindex="-1"
      aria-hidden="true"
    />
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class KnownUsername {
  readonly name = input.required<string>();
}
