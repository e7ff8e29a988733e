import { Component, computed, ElementRef, input, model, signal, viewChild } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { readBeforeSubmit } from './read-before-submit.ts';

/**
 * A password field with a button that shows the password. Both are plain, like all fields and buttons of the sign-in: the
 * form field of Material would be a sixth of the first load, and its button a tenth.
 */
@Component({
  selector: 'airlock-password-field',
  imports: [Icon],
  template: `
    <label [attr.for]="autocomplete()">{{ label() }}</label>
    <div class="box">
      <input
        #field
        required
        [id]="autocomplete()"
        [type]="shown() ? 'text' : 'password'"
        [name]="autocomplete()"
        [autocomplete]="autocomplete()"
        [attr.aria-describedby]="describedBy()"
        [value]="value()"
        (input)="read()"
        (change)="read()"
        autocapitalize="none"
        spellcheck="false"
      />
      <button
        type="button"
        [attr.aria-label]="toggleLabel()"
        [attr.aria-pressed]="shown()"
        (click)="shown.set(!shown())"
      >
        <airlock-icon [name]="shown() ? 'hide' : 'show'" [size]="24" />
      </button>
    </div>
  `,
  styleUrl: './field.scss',
})
export class PasswordField {
  readonly label = input.required<string>();
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  readonly describedBy = input<string | null>(null);
  readonly value = model.required<string>();

  protected readonly shown = signal(false);
  protected readonly toggleLabel = computed(() => (this.shown() ? text.signIn.hidePassword : text.signIn.showPassword));
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    readBeforeSubmit(
      () => this.field().nativeElement,
      () => this.read(),
    );
  }

  /** A password is taken as it is: a space at an end may belong to it. */
  protected read(): void {
    this.value.set(this.field().nativeElement.value);
  }

  focus(): void {
    this.field().nativeElement.focus();
  }
}
