import { Component, computed, inject, signal } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { Session } from '../sign-in/session.ts';
import { text } from '../text/text.ts';
import { AccountDialogs } from './account-dialogs.ts';
import { initialsOf } from './initials.ts';
import { KeysOpener } from './keys/keys-opener.ts';
import { Theme, type ThemeChoice } from './theme.ts';

/** The button with the initials of the person, and its menu: appearance, keys, account and sign-out. */
@Component({
  selector: 'airlock-account-menu',
  imports: [Icon, MatDivider, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.scss',
})
export class AccountMenu {
  protected readonly text = text.header;
  /** Without it the user pool knows no second factor. */
  protected readonly offersTwoStep = inject(CONFIG).mfa !== 'OFF';
  protected readonly theme = inject(Theme);
  protected readonly session = inject(Session);
  protected readonly dialogs = inject(AccountDialogs);
  protected readonly keys = inject(KeysOpener);
  protected readonly themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
  protected readonly initials = computed(() => initialsOf(this.session.username()));
  protected readonly leaving = signal(false);
  readonly #router = inject(Router);

  protected async signOut(): Promise<void> {
    this.leaving.set(true);
    try {
      if (await this.session.signOut()) await this.#router.navigateByUrl('/sign-in');
    } finally {
      this.leaving.set(false);
    }
  }
}
