import { Component, ElementRef, input, model, viewChild } from '@angular/core';

/** One line of text with its label above. */
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
        [attr.inputmode]="digits() ? 'numeric' : null"
        [value]="value()"
        (input)="value.set(field.value)"
        autocapitalize="none"
        spellcheck="false"
      />
    </div>
  `,
  styleUrl: './field.scss',
})
export class TextField {
  readonly label = input.required<string>();
  readonly autocomplete = input.required<'username' | 'one-time-code'>();
  /** Phones show their number pad. */
  readonly digits = input(false);
  readonly value = model.required<string>();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  focus(): void {
    this.field().nativeElement.focus();
  }
}
