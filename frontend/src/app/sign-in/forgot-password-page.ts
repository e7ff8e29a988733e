import { Location } from '@angular/common';
import { afterNextRender, Component, computed, inject, Injector, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { CONFIG } from '../api/config.ts';
import { Logo } from '../icons/logo.ts';
import { resetText } from '../text/reset-text.ts';
import { text } from '../text/text.ts';
import { FormMessage } from './form-message.ts';
import { handedOver } from './history-state.ts';
import { KnownUsername } from './known-username.ts';
import { PasswordField } from './password-field.ts';
import { PasswordReset, resetProblem } from './password-reset.ts';
import { PasswordRuleList } from './password-rule-list.ts';
import { isAllowed, passwordRules } from './password-rules.ts';
import { isCode, TextField } from './text-field.ts';
import { typedName } from './typed-name.ts';

/**
 * The page for a forgotten password: the person asks for a code and then sets a new password with it. It is loaded on
 * demand.
 */
@Component({
  selector: 'airlock-forgot-password-page',
  imports: [FormMessage, KnownUsername, Logo, PasswordField, PasswordRuleList, RouterLink, TextField],
  templateUrl: './forgot-password-page.html',
  styleUrls: ['./sign-in-page.scss', './sign-in-form.scss', './forgot-password-page.scss'],
})
export class ForgotPasswordPage {
  protected readonly text = resetText;
  protected readonly words = text.signIn;
  protected readonly step = signal<'name' | 'code'>('name');
  protected readonly username = signal(handedOver(inject(Location), 'username'));
  protected readonly code = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly news = signal('');
  protected readonly name = computed(() => typedName(this.username()));

  readonly #reset = inject(PasswordReset);
  readonly #router = inject(Router);
  readonly #injector = inject(Injector);
  readonly #rules = passwordRules(inject(CONFIG).passwordPolicy);
  private readonly textField = viewChild(TextField);

  constructor() {
    this.#focusFirst();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.news.set('');
    const missing = this.#missing();
    if (missing === '') await this.#try(this.step() === 'name' ? () => this.#ask() : () => this.#finish());
    else this.#complain(missing);
  }

  protected async askAgain(): Promise<void> {
    if (this.busy()) return;
    await this.#try(async () => {
      await this.#reset.request(this.name());
      this.news.set(this.text.sentAgain);
    });
  }

  protected startOver(): void {
    this.problem.set('');
    this.news.set('');
    this.#show('name');
  }

  async #ask(): Promise<void> {
    await this.#reset.request(this.name());
    this.#show('code');
  }

  async #finish(): Promise<void> {
    await this.#reset.finish(this.name(), this.code(), this.password());
    const state = { username: this.name(), notice: this.words.passwordChanged };
    await this.#router.navigateByUrl('/sign-in', { state });
  }

  async #try(action: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set('');
    try {
      await action();
    } catch (error) {
      this.#complain(resetProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  #missing(): string {
    if (this.step() === 'name') return this.name() ? '' : this.text.required;
    if (!isCode(this.code())) return this.words.code.incomplete;
    return isAllowed(this.#rules, this.password()) ? '' : this.words.newPassword.incomplete;
  }

  #complain(sentence: string): void {
    this.problem.set(sentence);
    this.#focusFirst();
  }

  #show(step: 'name' | 'code'): void {
    this.code.set('');
    this.password.set('');
    this.step.set(step);
    this.#focusFirst();
  }

  #focusFirst(): void {
    afterNextRender(() => this.textField()?.focus(), { injector: this.#injector });
  }
}
