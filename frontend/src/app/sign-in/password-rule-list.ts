import { Component, computed, inject, input } from '@angular/core';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { isAllowed, isMet, passwordRules, rulesFor, type PasswordRule } from './password-rules.ts';

/** The password rules of the pool. An icon, a colour and words tell which are met. */
@Component({
  selector: 'airlock-password-rule-list',
  imports: [Icon],
  template: `
    <p class="title">{{ text.rulesTitle }}</p>
    <ul>
      @for (rule of rules(); track rule.label) {
        <li [class.met]="rule.met">
          <airlock-icon [name]="rule.met ? 'done' : 'circle'" [size]="18" />
          {{ rule.label }}
          <span class="visually-hidden">, {{ rule.met ? text.met : text.notMet }}</span>
        </li>
      }
    </ul>
    @if (historySize > 0) {
      <p class="history">{{ words.history(historySize) }}</p>
    }
    <p class="visually-hidden" role="status">{{ announcement() }}</p>
  `,
  styles: `
    .title {
      margin: 0 0 8px;
      font: var(--mat-sys-label-large);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
      display: grid;
      gap: 4px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      font: var(--mat-sys-body-medium);
      color: var(--mat-sys-on-surface-variant);
      transition: color 160ms;
    }
    .history {
      margin: 8px 0 0;
      font: var(--mat-sys-body-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    .met {
      color: var(--airlock-success);
    }
  `,
})
export class PasswordRuleList {
  readonly password = input.required<string>();

  protected readonly text = text.signIn.newPassword;
  protected readonly words = text.signIn.rules;
  /** Only the pool knows earlier passwords, so that this rule is told and not checked. */
  protected readonly historySize = inject(CONFIG).passwordPolicy.historySize;
  readonly #policy = passwordRules(inject(CONFIG).passwordPolicy);

  /** Returns whether the pool takes `password`, as far as a browser can know. */
  areMet(password: string): boolean {
    return isAllowed(this.#policy, password);
  }

  protected readonly rules = computed(() =>
    rulesFor(this.#policy, this.password()).map((rule) => ({
      label: labelOf(rule),
      met: isMet(rule, this.password()),
    })),
  );
  protected readonly announcement = computed(() => {
    const rules = this.rules();
    const met = rules.filter((rule) => rule.met).length;
    if (this.password() === '') return '';
    return met === rules.length ? this.text.allMet : this.text.progress(met, rules.length);
  });
}

function labelOf(rule: PasswordRule): string {
  if (rule.kind === 'length') return text.signIn.rules.length(rule.minimum);
  return rule.kind === 'maximum' ? text.signIn.rules.maximum(rule.maximum) : text.signIn.rules[rule.kind];
}
