import { Component, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogContent, MatDialogRef } from '@angular/material/dialog';

import { CONFIG } from '../api/config.ts';
import { PageOwner } from '../api/page-owner.ts';
import { Icon } from '../icons/icon.ts';
import { CLOCK_PROBLEM } from '../sign-in/clock-problem.ts';
import { FormMessage } from '../sign-in/form-message.ts';
import { IDENTITY, type AccountStep } from '../sign-in/identity.ts';
import { KnownUsername } from '../sign-in/known-username.ts';
import { PasswordField } from '../sign-in/password-field.ts';
import { Session } from '../sign-in/session.ts';
import { signInSentence } from '../sign-in/sign-in-problem.ts';
import { isCode, TextField } from '../sign-in/text-field.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { FormAction } from './form-action.ts';
import { openAccount, type OpenAccount } from './open-account.ts';

/**
 * The first form of each dialog that changes the account: the person who is signed in proves it once more. The name is
 * that of the session and is never typed, so that nobody changes another account than that of the page.
 */
@Component({
  selector: 'airlock-account-sign-in',
  imports: [FormMessage, Icon, KnownUsername, MatButton, MatDialogActions, MatDialogContent, PasswordField, TextField],
  templateUrl: './account-sign-in.html',
  styleUrl: './account-dialog.scss',
  providers: [FormAction],
})
export class AccountSignIn {
  /** Why the person is asked again. */
  readonly reason = input('');
  readonly signedIn = output<OpenAccount>();

  protected readonly text = accountText.signIn;
  protected readonly words = text.signIn;
  protected readonly step = signal<'password' | 'code'>('password');
  protected readonly password = signal('');
  protected readonly code = signal('');
  protected readonly action = inject(FormAction);
  protected readonly dialog = inject<MatDialogRef<unknown>>(MatDialogRef);
  protected readonly name = inject(Session).username();
  /** What to do first, where a sign-in asks for more than a proof. */
  readonly #sentences = {
    'set-up': this.text.setUpFirst,
    'new-password': this.text.setUpFirst,
    'reset-required': this.words.problems.reset,
    unsupported: this.words.problems.unsupported,
  };
  readonly #config = inject(CONFIG);
  readonly #clockProblem = inject(CLOCK_PROBLEM);
  readonly #signIn = inject(IDENTITY).account;
  readonly #owner = inject(PageOwner);
  readonly #userId = this.#owner.userId();
  readonly #isMine = this.#owner.claim();
  private readonly passwordField = viewChild(PasswordField);
  private readonly textField = viewChild(TextField);

  constructor() {
    this.#focus();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const missing = this.#missing();
    if (missing === '') await this.action.run(() => this.#send(), this.#explain);
    else this.action.complain(missing);
    this.#focus();
  }

  #missing(): string {
    if (this.step() === 'code') return isCode(this.code()) ? '' : this.words.code.incomplete;
    return this.password() === '' ? this.text.required : '';
  }

  async #send(): Promise<void> {
    const isPassword = this.step() === 'password';
    this.#follow(
      await (isPassword ? this.#signIn.signIn(this.name, this.password()) : this.#signIn.answer(this.code())),
    );
  }

  #follow(step: AccountStep): void {
    if (step.kind === 'signed-in') this.#open(step);
    else if (step.kind === 'code') {
      this.code.set('');
      this.step.set('code');
    } else this.action.complain(this.#sentences[step.kind]);
  }

  #open(step: Extract<AccountStep, { kind: 'signed-in' }>): void {
    const [userId, username, password, isMine] = [this.#userId, this.name, this.password(), this.#isMine];
    const open = openAccount(this.#config, step, { userId, username, password, isMine });
    if (open) this.signedIn.emit(open);
    else this.action.complain(this.text.notYou);
  }

  readonly #explain = async (error: unknown): Promise<string> => {
    const { problems } = this.words;
    const [step, password] = [this.step() === 'code' ? ('code' as const) : ('credentials' as const), this.password()];
    const sentence = await signInSentence(error, { step, name: '', password, clockProblem: this.#clockProblem });
    // A session of the sign-in is good for a few minutes and for few codes: the next try begins with the password.
    if (sentence === problems.stale) this.step.set('password');
    if (sentence !== problems.credentials) return sentence;
    return step === 'code' ? problems.code : this.text.wrongPassword;
  };

  #focus(): void {
    this.action.whenShown(() => (this.textField() ?? this.passwordField())?.focus());
  }
}
