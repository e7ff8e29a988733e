import { inject, Injectable, type Type } from '@angular/core';

import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';

/** The dialogs for changes of the account, each with what loads it. They are loaded on demand, because few need them. */
const dialogs = {
  password: async () => (await loadCode(() => import('../account/change-password-dialog.ts'))).ChangePasswordDialog,
  email: async () => (await loadCode(() => import('../account/change-email-dialog.ts'))).ChangeEmailDialog,
  authenticator: async () => (await loadCode(() => import('../account/authenticator-dialog.ts'))).AuthenticatorDialog,
  everywhere: async () =>
    (await loadCode(() => import('../account/sign-out-everywhere-dialog.ts'))).SignOutEverywhereDialog,
} satisfies Record<string, () => Promise<Type<unknown>>>;

/** Opens the dialogs of the account menu. */
@Injectable({ providedIn: 'root' })
export class AccountDialogs {
  readonly #dialogs = inject(LazyDialogs);

  async open(dialog: keyof typeof dialogs): Promise<void> {
    const config = { width: '440px', maxWidth: '92vw', autoFocus: false };
    await this.#dialogs.open<unknown, unknown, unknown>(dialogs[dialog], config);
  }
}
