import { Component, inject, output, signal } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { Logo } from '../icons/logo.ts';
import { Session } from '../sign-in/session.ts';
import { text } from '../text/text.ts';
import { AccountDialogs } from './account-dialogs.ts';
import { Theme, type ThemeChoice } from './theme.ts';

/** The header: name of the app, appearance and account. */
@Component({
  selector: 'airlock-workspace-header',
  imports: [Icon, Logo, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  templateUrl: './workspace-header.html',
  styleUrl: './workspace-header.scss',
  host: { role: 'banner' },
})
export class WorkspaceHeader {
  /** Emits when the person skips the header. */
  readonly skip = output();

  protected readonly text = text.header;
  protected readonly appName = text.appName;
  /** Without it the user pool knows no second factor. */
  protected readonly offersTwoStep = inject(CONFIG).mfa !== 'OFF';
  protected readonly theme = inject(Theme);
  protected readonly session = inject(Session);
  protected readonly dialogs = inject(AccountDialogs);
  protected readonly themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
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
