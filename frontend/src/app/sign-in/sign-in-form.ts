import {
  afterNextRender,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { AuthenticatorKey } from './authenticator-key.ts';
import { FormMessage } from './form-message.ts';
import type { SignInStep } from './identity.ts';
import { KnownUsername } from './known-username.ts';
import { PasswordField } from './password-field.ts';
import { PasswordRuleList } from './password-rule-list.ts';
import { isMet, passwordRules } from './password-rules.ts';
import { Session } from './session.ts';
import { signInProblem } from './sign-in-problem.ts';
import { isCode, TextField } from './text-field.ts';

export type Step = 'credentials' | 'new-password' | 'code' | 'set-up';

/** The form for all steps of a sign-in. The sign-in page uses it, and the dialog after a session has ended. */
@Component({
  selector: 'airlock-sign-in-form',
  imports: [AuthenticatorKey, FormMessage, Icon, KnownUsername, MatButton, PasswordField, PasswordRuleList, TextField],
  templateUrl: './sign-in-form.html',
  styleUrl: './sign-in-form.scss',
})
export class SignInForm {
  /** User name that must sign in again; absent when anybody may sign in. */
  readonly onlyFor = input<string>();
  /** User name that was typed on the previous page. */
  readonly startsWith = input('');
  /** Message of success from the previous page. */
  readonly notice = input('');
  readonly signedIn = output();
  /** Emits the current step, so that the page around the form can change its heading. */
  readonly stepChanged = output<Step>();

  protected readonly text = text.signIn;
  protected readonly step = signal<Step>('credentials');
  protected readonly username = linkedSignal(() => this.startsWith());
  protected readonly password = signal('');
  protected readonly answer = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  /** Secret for the authenticator app, in the step that sets it up. */
  protected readonly secret = signal('');
  readonly name = computed(() => this.onlyFor() ?? this.username().trim());

  protected readonly session = inject(Session);
  readonly #rules = passwordRules(inject(CONFIG).passwordPolicy);
  readonly #injector = inject(Injector);
  private readonly passwordField = viewChild(PasswordField);
  private readonly textField = viewChild(TextField);

  constructor() {
    this.#focusFirst();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.problem.set(this.#missing());
    if (this.problem() === '') await this.#step();
    else this.#focusFirst();
  }

  async #step(): Promise<void> {
    this.busy.set(true);
    try {
      this.#follow(await this.#send());
    } catch (error) {
      this.problem.set(signInProblem(error));
      this.#focusFirst();
    } finally {
      this.busy.set(false);
    }
  }

  protected startOver(): void {
    this.problem.set('');
    this.password.set('');
    this.#show('credentials');
  }

  #send(): Promise<SignInStep> {
    if (this.step() !== 'credentials') return this.session.answer(this.answer());
    return this.session.signIn(this.name(), this.password());
  }

  #missing(): string {
    if (this.step() === 'credentials') return this.name() && this.password() ? '' : this.text.required;
    if (this.step() === 'code' || this.step() === 'set-up') {
      return isCode(this.answer()) ? '' : this.text.code.incomplete;
    }
    return this.#rules.every((rule) => isMet(rule, this.answer())) ? '' : this.text.newPassword.incomplete;
  }

  #follow(step: SignInStep): void {
    if (step.kind === 'signed-in') this.signedIn.emit();
    else if (step.kind === 'unsupported') this.problem.set(this.text.problems.unsupported);
    else if (step.kind === 'reset-required') this.problem.set(this.text.problems.reset);
    else {
      if (step.kind === 'set-up') this.secret.set(step.secret);
      this.#show(step.kind);
    }
  }

  #show(step: Step): void {
    this.answer.set('');
    this.step.set(step);
    this.stepChanged.emit(step);
    this.#focusFirst();
  }

  #focusFirst(): void {
    // The user name is already known, so the focus goes to the password.
    const isKnown = () => this.step() === 'credentials' && this.name() !== '';
    const focus = () => (isKnown() ? this.passwordField() : (this.textField() ?? this.passwordField()))?.focus();
    afterNextRender(focus, { injector: this.#injector });
  }
}
