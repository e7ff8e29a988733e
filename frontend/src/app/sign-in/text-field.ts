import { Component, computed, ElementRef, input, model, viewChild } from '@angular/core';

import { readBeforeSubmit } from './read-before-submit.ts';

/** Number of digits of a code, from an e-mail or an authenticator app. */
const codeLength = 6;

export const isCode = (value: string): boolean => /^\d{6}$/.test(value);

/** A text field with its label above. */
@Component({
  selector: 'airlock-text-field',
  template: `
    <label [attr.for]="autocomplete()">{{ label() }}</label>
    <div class="box">
      <input
        #field
        required
        [id]="autocomplete()"
        [name]="autocomplete()"
        [autocomplete]="autocomplete()"
        [attr.aria-describedby]="describedBy()"
        [attr.inputmode]="inputMode()"
        [value]="value()"
        [class.digits]="digits()"
        (input)="read()"
        (change)="read()"
        autocapitalize="none"
        spellcheck="false"
      />
    </div>
  `,
  styleUrl: './field.scss',
})
export class TextField {
  readonly label = input.required<string>();
  readonly autocomplete = input.required<'username' | 'email' | 'one-time-code'>();
  /** Whether the field is for a code. Phones then show their number pad, and pasted spaces and dashes are removed. */
  readonly digits = input(false);
  /** Id of the element that describes the field. */
  readonly describedBy = input<string | null>(null);
  readonly value = model.required<string>();

  /** The keyboard that a phone shows. */
  protected readonly inputMode = computed(() => {
    if (this.digits()) return 'numeric';
    return this.autocomplete() === 'email' ? 'email' : null;
  });
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    readBeforeSubmit(
      () => this.field().nativeElement,
      () => this.read(),
    );
  }

  protected read(): void {
    const field = this.field().nativeElement;
    if (this.digits()) field.value = field.value.replaceAll(/\D/g, '').slice(0, codeLength);
    this.value.set(field.value);
  }

  focus(): void {
    this.field().nativeElement.focus();
  }
}
