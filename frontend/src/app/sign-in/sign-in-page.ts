import { Location } from '@angular/common';
import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { Logo } from '../icons/logo.ts';
import { text } from '../text/text.ts';
import { handedOver } from './history-state.ts';
import { SignInForm } from './sign-in-form.ts';
import type { Step } from './step.ts';

/** The sign-in page. */
@Component({
  selector: 'airlock-sign-in-page',
  imports: [Logo, RouterLink, SignInForm],
  template: `
    <main class="card">
      <airlock-logo [size]="48" />
      <h1>{{ heading().title }}</h1>
      <p>{{ heading().subtitle }}</p>
      <airlock-sign-in-form
        [startsWith]="username"
        [notice]="notice"
        (signedIn)="goOn()"
        (stepChanged)="step.set($event)"
      />
      @if (step() === 'credentials') {
        <a class="forgot" routerLink="/forgot-password" [state]="{ username: form().name() }">{{ forgot }}</a>
      }
    </main>
  `,
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  /** The page that the person wanted to open, from the address. */
  readonly returnTo = input<string>();

  protected readonly forgot = text.signIn.forgot;
  protected readonly form = viewChild.required(SignInForm);
  protected readonly step = signal<Step>('credentials');
  protected readonly heading = computed(() => {
    if (this.step() === 'new-password') return text.signIn.newPassword;
    if (this.step() === 'set-up') return text.signIn.setUp;
    return this.step() === 'code' ? text.signIn.code : text.signIn;
  });
  readonly #location = inject(Location);
  readonly #router = inject(Router);

  protected readonly username = handedOver(this.#location, 'username');
  protected readonly notice = handedOver(this.#location, 'notice');

  /** Only addresses inside the app are opened: the router cannot leave the app, whatever the parameter says. */
  protected goOn(): void {
    const target = this.returnTo() ?? '/';
    void this.#router.navigateByUrl(target.startsWith('/') ? target : '/', { replaceUrl: true });
  }
}
