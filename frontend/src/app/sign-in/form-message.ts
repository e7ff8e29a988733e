import { Component, computed, input } from '@angular/core';

import { Icon } from '../icons/icon.ts';

/** The message of a form: a problem, which is announced at once, or a success. */
@Component({
  selector: 'airlock-form-message',
  imports: [Icon],
  template: `
    <p [class]="kind()" [attr.role]="isProblem() ? 'alert' : 'status'">
      <airlock-icon [name]="isProblem() ? 'alert' : 'done'" />
      <span>{{ words() }}</span>
    </p>
  `,
  styles: `
    p {
      display: flex;
      gap: 12px;
      margin: 0;
      padding: 12px 16px;
      border-radius: 12px;
      font: var(--mat-sys-body-medium);
    }
    .problem {
      color: var(--mat-sys-on-error-container);
      background: var(--mat-sys-error-container);
    }
    .news {
      color: var(--mat-sys-on-surface);
      background: var(--airlock-accent-soft);
    }
  `,
})
export class FormMessage {
  readonly kind = input.required<'problem' | 'news'>();
  readonly words = input.required<string>();

  protected readonly isProblem = computed(() => this.kind() === 'problem');
}
