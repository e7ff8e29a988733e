import { Component, computed, ElementRef, input, model, signal, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';

/** A password with a button that shows it. */
@Component({
  selector: 'airlock-password-field',
  imports: [Icon, MatFormField, MatIconButton, MatInput, MatLabel, MatSuffix],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        #field
        required
        [type]="shown() ? 'text' : 'password'"
        [name]="autocomplete()"
        [autocomplete]="autocomplete()"
        [attr.aria-describedby]="describedBy()"
        [value]="value()"
        (input)="value.set(field.value)"
        autocapitalize="none"
        spellcheck="false"
      />
      <button
        matSuffix
        matIconButton
        type="button"
        [attr.aria-label]="toggleLabel()"
        [attr.aria-pressed]="shown()"
        (click)="shown.set(!shown())"
      >
        <airlock-icon [name]="shown() ? 'hide' : 'show'" />
      </button>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
    button {
      margin-right: 4px;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class PasswordField {
  readonly label = input.required<string>();
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  readonly describedBy = input<string | null>(null);
  readonly value = model.required<string>();

  protected readonly shown = signal(false);
  protected readonly toggleLabel = computed(() => (this.shown() ? text.signIn.hidePassword : text.signIn.showPassword));
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  focus(): void {
    this.field().nativeElement.focus();
  }
}
