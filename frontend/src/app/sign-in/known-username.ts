import { Component, input } from '@angular/core';

/** A hidden field that tells password managers to which user name the form belongs. */
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
