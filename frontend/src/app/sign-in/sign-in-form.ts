import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { AuthenticatorKey } from './authenticator-key.ts';
import { CLOCK_PROBLEM } from './clock-problem.ts';
import { FormMessage } from './form-message.ts';
import type { SignInStep } from './identity.ts';
import { KnownUsername } from './known-username.ts';
import { PasswordField } from './password-field.ts';
import { PasswordRuleList } from './password-rule-list.ts';
import { Session } from './session.ts';
import { signInSentence } from './sign-in-problem.ts';
import { isCode, TextField } from './text-field.ts';
import type { Step } from './step.ts';
import { typedName } from './typed-name.ts';

/** The form for all steps of a sign-in. The sign-in page uses it, and the dialog after a session has ended. */
@Component({
  selector: 'airlock-sign-in-form',
  imports: [AuthenticatorKey, FormMessage, Icon, KnownUsername, PasswordField, PasswordRuleList, TextField],
  templateUrl: './sign-in-form.html',
  styleUrl: './sign-in-form.scss',
  host: { '(window:dragover)': 'refuse($event)' },
})
export class SignInForm {
  /** User name that must sign in again; absent when anybody may sign in. */
  readonly onlyFor = input<string>();
  /** User name or address that was typed on the previous page. */
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
  readonly name = computed(() => this.onlyFor() ?? typedName(this.username()));

  protected readonly session = inject(Session);
  readonly #clockProblem = inject(CLOCK_PROBLEM);
  readonly #injector = inject(Injector);
  private readonly passwordField = viewChild(PasswordField);
  private readonly textField = viewChild(TextField);
  private readonly rules = viewChild<PasswordRuleList>('rules');
  private readonly keep = viewChild<ElementRef<HTMLInputElement>>('keep');

  constructor() {
    this.#focusFirst();
    afterNextRender(() => void this.#lookAtClock());
  }

  /**
   * Files that are dragged over the page cannot be dropped, and the person learns why. Where a session has ended, the
   * page below takes them, and they wait.
   */
  protected refuse({ dataTransfer }: DragEvent): void {
    if (this.onlyFor() === undefined && dataTransfer?.types.includes('Files')) this.problem.set(this.text.dropped);
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
      const [step, name, password] = [this.step(), this.name(), this.password()];
      this.problem.set(await signInSentence(error, { step, name, password, clockProblem: this.#clockProblem }));
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

  /** A session that ends may have ended because of the clock, and with it no password is right. */
  async #lookAtClock(): Promise<void> {
    if (this.onlyFor() === undefined) return;
    const problem = await this.#clockProblem();
    if (problem !== undefined && this.problem() === '') this.problem.set(problem);
  }

  #send(): Promise<SignInStep> {
    if (this.step() !== 'credentials') return this.session.answer(this.answer());
    return this.session.signIn(this.name(), this.password(), { keep: this.keep()?.nativeElement.checked });
  }

  #missing(): string {
    if (this.step() === 'credentials') return this.name() && this.password() ? '' : this.text.required;
    if (this.step() === 'code' || this.step() === 'set-up') {
      return isCode(this.answer()) ? '' : this.text.code.incomplete;
    }
    // Until the rules are loaded, the pool decides alone.
    return this.rules()?.areMet(this.answer()) !== false ? '' : this.text.newPassword.incomplete;
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
    // The name is already known, so the focus goes to the password.
    const isKnown = () => this.step() === 'credentials' && this.name() !== '';
    const focus = () => (isKnown() ? this.passwordField() : (this.textField() ?? this.passwordField()))?.focus();
    afterNextRender(focus, { injector: this.#injector });
  }
}
