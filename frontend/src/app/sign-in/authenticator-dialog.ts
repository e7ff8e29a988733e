import { afterNextRender, Component, computed, ElementRef, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { AuthenticatorKey } from './authenticator-key.ts';
import { authenticatorProblem } from './authenticator-problem.ts';
import { FormMessage } from './form-message.ts';
import { IDENTITY } from './identity.ts';
import { Session } from './session.ts';
import { isCode, TextField } from './text-field.ts';

type State =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'off' }
  | { kind: 'setting-up'; secret: string }
  | { kind: 'on' }
  | { kind: 'switching-off' };

/** The dialog for two-step sign-in: set up, use another app, switch off. The account menu opens it. */
@Component({
  selector: 'airlock-authenticator-dialog',
  imports: [
    AuthenticatorKey,
    FormMessage,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogContent,
    MatDialogTitle,
    TextField,
  ],
  templateUrl: './authenticator-dialog.html',
  styleUrl: './authenticator-dialog.scss',
})
export class AuthenticatorDialog {
  protected readonly text = accountText.authenticator;
  protected readonly common = text.common;
  protected readonly codeField = text.signIn.code.field;
  protected readonly session = inject(Session);
  /** A pool that demands a second factor refuses to switch it off. */
  protected readonly canSwitchOff = inject(CONFIG).mfa !== 'ON';
  protected readonly state = signal<State>({ kind: 'loading' });
  protected readonly secret = computed(() => {
    const state = this.state();
    return state.kind === 'setting-up' ? state.secret : '';
  });
  protected readonly code = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly news = signal('');

  readonly #authenticator = inject(IDENTITY).authenticator;
  readonly #dialog = inject<MatDialogRef<AuthenticatorDialog>>(MatDialogRef);
  readonly #injector = inject(Injector);
  private readonly field = viewChild(TextField);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.state.set({ kind: 'loading' });
    const isLoaded = await this.#try(async () => this.state.set({ kind: await this.#kind() }));
    if (!isLoaded) this.state.set({ kind: 'failed' });
  }

  protected async begin(): Promise<void> {
    await this.#try(async () => {
      const secret = await this.#authenticator.begin();
      this.code.set('');
      this.#show({ kind: 'setting-up', secret });
    });
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (!isCode(this.code())) {
      this.#complain(text.signIn.code.incomplete);
      return;
    }
    await this.#try(async () => {
      await this.#authenticator.confirm(this.code());
      this.#show({ kind: 'on' });
      this.news.set(this.text.done);
    });
  }

  protected askToSwitchOff(): void {
    this.news.set('');
    this.#show({ kind: 'switching-off' });
  }

  protected keep(): void {
    this.#show({ kind: 'on' });
  }

  protected async switchOff(): Promise<void> {
    await this.#try(async () => {
      await this.#authenticator.switchOff();
      this.#show({ kind: 'off' });
      this.news.set(this.text.doneOff);
    });
  }

  protected close(): void {
    this.#dialog.close();
  }

  async #kind(): Promise<'on' | 'off'> {
    return (await this.#authenticator.isOn()) ? 'on' : 'off';
  }

  async #try(action: () => Promise<void>): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    this.problem.set('');
    this.news.set('');
    try {
      await action();
      return true;
    } catch (error) {
      this.#complain(authenticatorProblem(error));
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  /** Moves the focus to the top, where the next step is read, because the pressed button disappears. */
  #show(state: State): void {
    this.state.set(state);
    afterNextRender(() => this.title().nativeElement.focus(), { injector: this.#injector });
  }

  #complain(sentence: string): void {
    this.problem.set(sentence);
    afterNextRender(() => this.field()?.focus(), { injector: this.#injector });
  }
}
