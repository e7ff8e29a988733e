import type { AccountNotice } from '@airlock/contract';
import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { AuthenticatorKey } from '../sign-in/authenticator-key.ts';
import { FormMessage } from '../sign-in/form-message.ts';
import { Session } from '../sign-in/session.ts';
import { isCode, TextField } from '../sign-in/text-field.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { AccountSignIn } from './account-sign-in.ts';
import { endUnseen } from './end-sessions.ts';
import { EndSessionsView } from './end-sessions-view.ts';
import { FormAction } from './form-action.ts';
import type { OpenAccount } from './open-account.ts';
import { OpenedAccount } from './opened-account.ts';

type State =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'off' }
  /** `isOther` says that another app has been in use until now. */
  | { kind: 'setting-up'; secret: string; isOther: boolean }
  | { kind: 'on' }
  | { kind: 'switching-off' }
  /** What protected the account is not in use any more, so that all sessions end. */
  | { kind: 'ending'; notice: AccountNotice; sentence: string };

/** The dialog for two-step sign-in: set up, use another app, switch off. The account menu opens it. */
@Component({
  selector: 'airlock-authenticator-dialog',
  imports: [
    AccountSignIn,
    AuthenticatorKey,
    EndSessionsView,
    FormMessage,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogContent,
    MatDialogTitle,
    TextField,
  ],
  templateUrl: './authenticator-dialog.html',
  styleUrl: './account-dialog.scss',
  providers: [FormAction],
})
export class AuthenticatorDialog {
  protected readonly text = accountText.authenticator;
  protected readonly common = text.common;
  protected readonly codeField = text.signIn.code.field;
  protected readonly session = inject(Session);
  protected readonly action = inject(FormAction);
  protected readonly opened = new OpenedAccount();
  /** A pool that demands a second factor refuses to switch it off. */
  protected readonly canSwitchOff = inject(CONFIG).mfa !== 'ON';
  protected readonly state = signal<State>({ kind: 'loading' });
  protected readonly secret = computed(() => {
    const state = this.state();
    return state.kind === 'setting-up' ? state.secret : '';
  });
  readonly #ending = computed(() => {
    const state = this.state();
    return state.kind === 'ending' ? state : undefined;
  });
  protected readonly ended = computed(() => this.#ending()?.sentence);
  protected readonly notice = computed(() => this.#ending()?.notice);
  protected readonly code = signal('');
  protected readonly news = signal('');

  readonly #dialog = inject<MatDialogRef<AuthenticatorDialog>>(MatDialogRef);
  private readonly field = viewChild(TextField);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  protected async enter(open: OpenAccount): Promise<void> {
    this.opened.enter(open);
    await this.load();
  }

  protected async load(): Promise<void> {
    this.#show({ kind: 'loading' });
    const isLoaded = await this.#run(async () => {
      this.#show({ kind: (await this.opened.get().account.hasAuthenticator()) ? 'on' : 'off' });
    });
    if (!isLoaded) this.state.set({ kind: 'failed' });
  }

  protected async begin(): Promise<void> {
    const isOther = this.state().kind === 'on';
    await this.#run(async () => {
      const secret = await this.opened.get().account.beginAuthenticator();
      this.code.set('');
      this.#show({ kind: 'setting-up', secret, isOther });
    });
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    const state = this.state();
    if (state.kind !== 'setting-up') return;
    if (isCode(this.code())) await this.#run(() => this.#activate(state.isOther));
    else this.action.complain(text.signIn.code.incomplete);
    this.action.whenShown(() => this.field()?.focus());
  }

  async #activate(isOther: boolean): Promise<void> {
    const { account } = this.opened.get();
    const notice = 'second-factor-on';
    await account.confirmAuthenticator(this.code());
    if (isOther) await this.#end(notice, this.text.doneOther);
    else await this.#tell(notice);
  }

  async #tell(notice: AccountNotice): Promise<void> {
    await this.opened.get().account.notify(notice);
    this.#show({ kind: 'on' });
    this.news.set(this.text.done);
  }

  protected askToSwitchOff(): void {
    this.news.set('');
    this.#show({ kind: 'switching-off' });
  }

  protected keep(): void {
    this.#show({ kind: 'on' });
  }

  protected async switchOff(): Promise<void> {
    await this.#run(async () => {
      await this.opened.get().account.removeAuthenticator();
      await this.#end('second-factor-off', this.text.doneOff);
    });
  }

  async #end(notice: AccountNotice, sentence: string): Promise<void> {
    await endUnseen(this.action, this.opened.get().account, notice);
    this.state.set({ kind: 'ending', notice, sentence });
  }

  protected close(): void {
    this.#dialog.close();
  }

  #run(action: () => Promise<void>): Promise<boolean> {
    this.news.set('');
    return this.action.run(action, (error) => this.opened.explain(error, 'appCode'));
  }

  /** Moves the focus to the top, where the next step is read, because the pressed button disappears. */
  #show(state: State): void {
    this.state.set(state);
    this.action.whenShown(() => this.title().nativeElement.focus());
  }
}
