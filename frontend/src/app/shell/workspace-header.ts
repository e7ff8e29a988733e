import { Component, inject, output, signal } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';

import { CONFIG } from '../api/config.ts';
import { Icon } from '../icons/icon.ts';
import { Logo } from '../icons/logo.ts';
import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
import { Notices } from '../notices/notices.ts';
import { Session } from '../sign-in/session.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
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
  protected readonly twoStep = accountText.authenticator.menu;
  /** Without it the user pool knows no second factor. */
  protected readonly offersTwoStep = inject(CONFIG).mfa !== 'OFF';
  protected readonly theme = inject(Theme);
  protected readonly session = inject(Session);
  protected readonly themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
  protected readonly leaving = signal(false);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #dialogs = inject(LazyDialogs);

  /** Opens the two-step dialog. It is loaded on demand, because few people need it. */
  protected async openAuthenticator(): Promise<void> {
    await this.#dialogs.open(
      async () => (await loadCode(() => import('../sign-in/authenticator-dialog.ts'))).AuthenticatorDialog,
      { maxWidth: 'min(440px, 92vw)', autoFocus: 'first-tabbable' },
    );
  }

  protected async signOut(everywhere: boolean): Promise<void> {
    this.leaving.set(true);
    try {
      if (await this.session.signOut({ everywhere })) await this.#router.navigateByUrl('/sign-in');
    } catch {
      this.#notices.say(this.text.signOutFailed);
    } finally {
      this.leaving.set(false);
    }
  }
}
