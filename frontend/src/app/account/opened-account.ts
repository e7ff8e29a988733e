import { signal } from '@angular/core';

import { accountText } from '../text/account-text.ts';
import { isClosed } from './account.ts';
import { accountProblem } from './account-problem.ts';
import type { OpenAccount } from './open-account.ts';

type Invalid = Parameters<typeof accountProblem>[1];

/** Holds the account that a dialog has opened, until the service no longer takes its token. */
export class OpenedAccount {
  readonly #open = signal<OpenAccount | undefined>(undefined);
  readonly #reason = signal('');

  readonly open = this.#open.asReadonly();
  /** Why the person has to sign in once more. */
  readonly reason = this.#reason.asReadonly();

  enter(open: OpenAccount): void {
    this.#open.set(open);
  }

  /** Returns the account. Must be called only while it is open. */
  get(): OpenAccount {
    const open = this.#open();
    if (!open) throw new Error('The account is not open.');
    return open;
  }

  /** Returns the sentence for an error of a change, and asks the person to sign in once more where that helps. */
  explain(error: unknown, invalid?: Invalid): string {
    if (!isClosed(error)) return accountProblem(error, invalid);
    this.#open.set(undefined);
    this.#reason.set(accountText.signIn.tooLong);
    return '';
  }
}
