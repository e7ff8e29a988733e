import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';

import { Logo } from '../icons/logo.ts';
import { text } from '../text/text.ts';
import { SignInForm } from './sign-in-form.ts';

/** One calm card. */
@Component({
  selector: 'airlock-sign-in-page',
  imports: [Logo, SignInForm],
  template: `
    <main class="card">
      <airlock-logo [size]="48" />
      <h1>{{ heading().title }}</h1>
      <p>{{ heading().subtitle }}</p>
      <airlock-sign-in-form (signedIn)="goOn()" (stepChanged)="step.set($event)" />
    </main>
  `,
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  /** Where the person wanted to go, from the address. */
  readonly returnTo = input<string>();

  protected readonly step = signal<'credentials' | 'new-password' | 'code'>('credentials');
  protected readonly heading = computed(() => {
    if (this.step() === 'new-password') return text.signIn.newPassword;
    return this.step() === 'code' ? text.signIn.code : text.signIn;
  });
  readonly #router = inject(Router);

  /** Only addresses inside the app: the router cannot leave it, whatever the parameter says. */
  protected goOn(): void {
    const target = this.returnTo() ?? '/';
    void this.#router.navigateByUrl(target.startsWith('/') ? target : '/', { replaceUrl: true });
  }
}
