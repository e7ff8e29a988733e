import type { AccountNotice } from '@airlock/contract';
import { afterNextRender, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogContent, MatDialogRef } from '@angular/material/dialog';

import { FormMessage } from '../sign-in/form-message.ts';
import type { SignInStep } from '../sign-in/identity.ts';
import { KnownUsername } from '../sign-in/known-username.ts';
import { Session } from '../sign-in/session.ts';
import { signInProblem } from '../sign-in/sign-in-problem.ts';
import { isCode, TextField } from '../sign-in/text-field.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { isClosed } from './account.ts';
import type { OpenAccount } from './open-account.ts';
import { endSessions, signInAgain, tell } from './end-sessions.ts';
import { FormAction } from './form-action.ts';

/** `closed` says that the token of the account is of no use any more, so that trying again would not help. */
type State = 'ending' | 'failed' | 'closed' | 'code' | 'done';

/**
 * The last form of a dialog that has changed what protects the account: it sends the mail about the change, ends all
 * sessions, and signs this page in again with the password that was typed. A code of an authenticator app is good for
 * one sign-in, so that the next code is asked for. Uploads that are in progress wait, and go on with the new session.
 */
@Component({
  selector: 'airlock-end-sessions-view',
  imports: [FormMessage, KnownUsername, MatButton, MatDialogActions, MatDialogContent, TextField],
  templateUrl: './end-sessions-view.html',
  styleUrl: './account-dialog.scss',
  providers: [FormAction],
})
export class EndSessionsView {
  readonly access = input.required<OpenAccount>();
  /** What has been changed, as a sentence. */
  readonly changed = input.required<string>();
  readonly notice = input<AccountNotice>();

  protected readonly text = accountText.end;
  protected readonly words = text.signIn;
  protected readonly common = text.common;
  protected readonly state = signal<State>('ending');
  protected readonly code = signal('');
  protected readonly action = inject(FormAction);
  protected readonly dialog = inject<MatDialogRef<unknown>>(MatDialogRef);
  readonly #session = inject(Session);
  #haveNotified = false;
  #haveEnded = false;
  private readonly textField = viewChild(TextField);
  private readonly again = viewChild<string, ElementRef<HTMLElement>>('again', { read: ElementRef });
  private readonly close = viewChild<string, ElementRef<HTMLElement>>('close', { read: ElementRef });

  constructor() {
    afterNextRender(() => void this.run());
  }

  protected async run(): Promise<void> {
    this.state.set('ending');
    await this.action.run(() => this.#end(), this.#explain);
    this.#focus();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.state() !== 'code') return;
    if (isCode(this.code())) {
      await this.action.run(async () => this.#follow(await this.#session.answer(this.code())), this.#explainCode);
    } else {
      this.action.complain(this.words.code.incomplete);
    }
    this.#focus();
  }

  async #end(): Promise<void> {
    if (!this.#haveEnded) await this.#endAll();
    const step = await signInAgain(this.#session, this.access());
    if (step) this.#follow(step);
  }

  async #endAll(): Promise<void> {
    const { account } = this.access();
    const notice = this.notice();
    // The mail needs the token, which ends with the sessions.
    if (notice && !this.#haveNotified) await tell(account, notice);
    this.#haveNotified = true;
    await endSessions(account);
    this.#haveEnded = true;
  }

  #follow(step: SignInStep): void {
    if (step.kind === 'signed-in') this.state.set('done');
    else if (step.kind === 'code') this.state.set('code');
    else throw new Error(`The sign-in asks for “${step.kind}”.`);
  }

  readonly #explain = (error: unknown): string => {
    this.state.set(!this.#haveEnded && isClosed(error) ? 'closed' : 'failed');
    if (this.state() === 'closed') return this.text.closed;
    return this.#haveEnded ? this.text.notSignedIn : this.text.notEnded;
  };

  readonly #explainCode = (error: unknown): string => {
    const problem = signInProblem(error, 'code');
    // The sign-in waits a few minutes for its code. The next try begins it again.
    if (problem === 'stale') this.state.set('failed');
    return this.words.problems[problem === 'credentials' ? 'code' : problem];
  };

  #focus(): void {
    const button = () => (this.again() ?? this.close())?.nativeElement;
    this.action.whenShown(() => (this.textField() ?? button())?.focus());
  }
}
