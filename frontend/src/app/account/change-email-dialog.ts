import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

import { FormMessage } from '../sign-in/form-message.ts';
import { isCode, TextField } from '../sign-in/text-field.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { AccountSignIn } from './account-sign-in.ts';
import { endUnseen } from './end-sessions.ts';
import { EndSessionsView } from './end-sessions-view.ts';
import { FormAction } from './form-action.ts';
import type { OpenAccount } from './open-account.ts';
import { OpenedAccount } from './opened-account.ts';

type Step = 'address' | 'code';

/** Finds typing errors. Whether mail arrives at an address, only the code shows. */
const isAddress = (typed: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed);

/**
 * The dialog that changes the e-mail address. The code may come when the dialog has been closed, or when its token has
 * expired: the person then opens it again, and says that there is a code.
 */
@Component({
  selector: 'airlock-change-email-dialog',
  imports: [
    AccountSignIn,
    EndSessionsView,
    FormMessage,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    TextField,
  ],
  templateUrl: './change-email-dialog.html',
  styleUrl: './account-dialog.scss',
  providers: [FormAction],
})
export class ChangeEmailDialog {
  protected readonly text = accountText.email;
  protected readonly cancel = accountText.signIn.cancel;
  protected readonly codeField = text.signIn.code.field;
  protected readonly action = inject(FormAction);
  protected readonly opened = new OpenedAccount();
  protected readonly step = signal<Step>('address');
  protected readonly other = computed((): Step => (this.step() === 'address' ? 'code' : 'address'));
  protected readonly typed = signal('');
  /** The address to which a code was sent. */
  protected readonly address = signal('');
  protected readonly code = signal('');
  protected readonly isChanged = signal(false);
  protected readonly submitLabel = computed(() => {
    if (this.step() === 'address') return this.action.busy() ? this.text.submitting : this.text.submit;
    return this.action.busy() ? this.text.saving : this.text.save;
  });
  private readonly field = viewChild(TextField);

  protected enter(open: OpenAccount): void {
    this.opened.enter(open);
    this.#focus();
  }

  protected show(step: Step): void {
    this.action.complain('');
    this.step.set(step);
    this.#focus();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const isAddressStep = this.step() === 'address';
    const missing = this.#missing();
    if (missing === '') {
      await this.action.run(
        () => (isAddressStep ? this.#sendCode() : this.#confirm()),
        (error) => this.opened.explain(error, isAddressStep ? 'address' : 'code'),
      );
    } else {
      this.action.complain(missing);
    }
    if (!this.isChanged()) this.#focus();
  }

  #missing(): string {
    if (this.step() === 'address') return isAddress(this.typed().trim()) ? '' : this.text.required;
    return isCode(this.code()) ? '' : text.signIn.code.incomplete;
  }

  async #sendCode(): Promise<void> {
    const { account } = this.opened.get();
    const address = this.typed().trim();
    // The present address learns of it first: afterwards its owner may not be able to stop it.
    await account.notify('address-changing');
    await account.sendCodeTo(address);
    this.address.set(address);
    this.code.set('');
    this.step.set('code');
  }

  async #confirm(): Promise<void> {
    const { account } = this.opened.get();
    await account.confirmEmail(this.code());
    await endUnseen(this.action, account);
    this.isChanged.set(true);
  }

  #focus(): void {
    this.action.whenShown(() => this.field()?.focus());
  }
}
