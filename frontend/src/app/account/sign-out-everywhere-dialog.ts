import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { Router } from '@angular/router';

import { FormMessage } from '../sign-in/form-message.ts';
import { Session } from '../sign-in/session.ts';
import { accountText } from '../text/account-text.ts';
import { text } from '../text/text.ts';
import { AccountSignIn } from './account-sign-in.ts';
import { endSessions } from './end-sessions.ts';
import { FormAction } from './form-action.ts';
import type { OpenAccount } from './open-account.ts';
import { OpenedAccount } from './opened-account.ts';

/** The dialog that ends the sessions of all devices, also that of this page. */
@Component({
  selector: 'airlock-sign-out-everywhere-dialog',
  imports: [AccountSignIn, FormMessage, MatButton, MatDialogActions, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ text.title }}</h2>
    @if (opened.open()) {
      <mat-dialog-content class="content">
        @if (action.problem(); as sentence) {
          <airlock-form-message kind="problem" [words]="sentence" />
        } @else {
          <p class="text" role="status">{{ text.leaving }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions class="actions">
        <button matButton type="button" [disabled]="action.busy()" disabledInteractive (click)="dialog.close()">
          {{ cancel }}
        </button>
        <button matButton="filled" type="button" [disabled]="action.busy()" disabledInteractive (click)="leave()">
          {{ common.tryAgain }}
        </button>
      </mat-dialog-actions>
    } @else {
      <airlock-account-sign-in [reason]="opened.reason()" (signedIn)="enter($event)" />
    }
  `,
  styleUrl: './account-dialog.scss',
  providers: [FormAction],
})
export class SignOutEverywhereDialog {
  protected readonly text = accountText.everywhere;
  protected readonly cancel = accountText.signIn.cancel;
  protected readonly common = text.common;
  protected readonly action = inject(FormAction);
  protected readonly dialog = inject<MatDialogRef<unknown>>(MatDialogRef);
  protected readonly opened = new OpenedAccount();
  readonly #session = inject(Session);
  readonly #router = inject(Router);

  protected enter(open: OpenAccount): void {
    this.opened.enter(open);
    // The form of the sign-in lets the dialog be closed again when it ends.
    this.action.whenShown(() => void this.leave());
  }

  protected async leave(): Promise<void> {
    await this.action.run(
      async () => {
        const { account } = this.opened.get();
        const hasLeft = await this.#session.signOut(() => endSessions(account));
        this.dialog.close();
        if (hasLeft) await this.#router.navigateByUrl('/sign-in');
      },
      (error) => this.opened.explain(error),
    );
  }
}
