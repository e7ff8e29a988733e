import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

import { FormMessage } from '../sign-in/form-message.ts';
import { KnownUsername } from '../sign-in/known-username.ts';
import { PasswordField } from '../sign-in/password-field.ts';
import { PasswordRuleList } from '../sign-in/password-rule-list.ts';
import { Session } from '../sign-in/session.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { AccountSignIn } from './account-sign-in.ts';
import { endUnseen } from './end-sessions.ts';
import { EndSessionsView } from './end-sessions-view.ts';
import { FormAction } from './form-action.ts';
import type { OpenAccount } from './open-account.ts';
import { OpenedAccount } from './opened-account.ts';

/** The dialog that changes the password, and signs all other devices out. */
@Component({
  selector: 'airlock-change-password-dialog',
  imports: [
    AccountSignIn,
    EndSessionsView,
    FormMessage,
    KnownUsername,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    PasswordField,
    PasswordRuleList,
  ],
  templateUrl: './change-password-dialog.html',
  styleUrl: './account-dialog.scss',
  providers: [FormAction],
})
export class ChangePasswordDialog {
  protected readonly text = accountText.password;
  protected readonly words = text.signIn.newPassword;
  protected readonly cancel = accountText.signIn.cancel;
  protected readonly action = inject(FormAction);
  protected readonly username = inject(Session).username();
  protected readonly opened = new OpenedAccount();
  protected readonly password = signal('');
  protected readonly isChanged = signal(false);
  /** The account with the password that signs in from now on. */
  protected readonly changed = computed((): OpenAccount => ({ ...this.opened.get(), password: this.password() }));
  /** The new password, once it was sent. */
  #sent: string | undefined;
  private readonly field = viewChild(PasswordField);
  private readonly rules = viewChild<PasswordRuleList>('rules');

  protected enter(open: OpenAccount): void {
    this.opened.enter(open);
    // The answer to the change was lost, but the change was made: the new password signs in.
    if (open.password === this.#sent) this.isChanged.set(true);
    else this.#focus();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.rules()?.areMet(this.password())) {
      await this.action.run(
        () => this.#change(),
        (error) => this.opened.explain(error, 'password'),
      );
    } else {
      this.action.complain(this.words.incomplete);
    }
    if (!this.isChanged()) this.#focus();
  }

  async #change(): Promise<void> {
    const { account, password } = this.opened.get();
    const proposed = this.password();
    if (proposed !== password) this.#sent = proposed;
    await account.changePassword(password, proposed);
    await endUnseen(this.action, account, 'password-changed');
    this.isChanged.set(true);
  }

  #focus(): void {
    this.action.whenShown(() => this.field()?.focus());
  }
}
