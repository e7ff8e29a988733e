import { Component, ElementRef, input, output, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';

import { Icon } from '../icons/icon.ts';

/** The field that filters a list by name while a person types. */
@Component({
  selector: 'airlock-filter-field',
  imports: [Icon, MatIconButton],
  template: `
    <label>
      <airlock-icon name="search" [size]="20" />
      <span class="visually-hidden">{{ label() }}</span>
      <input #field type="search" [value]="query()" [placeholder]="label()" (input)="changed.emit(field.value)" />
      @if (query()) {
        <button matIconButton type="button" [attr.aria-label]="clearLabel()" (click)="changed.emit(''); field.focus()">
          <airlock-icon name="clear" [size]="18" />
        </button>
      }
    </label>
  `,
  styleUrl: './filter-field.scss',
})
export class FilterField {
  readonly query = input.required<string>();
  /** What the field is for; it stands in the field while it is empty. */
  readonly label = input.required<string>();
  /** Name of the button that empties the field. */
  readonly clearLabel = input.required<string>();
  readonly changed = output<string>();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  focus(): void {
    this.field().nativeElement.focus();
  }
}
