import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { Router } from '@angular/router';

import { text } from '../text/text.ts';
import { Session } from './session.ts';
import { SignInForm } from './sign-in-form.ts';

/** A dialog in which the same person signs in again without leaving the page. */
@Component({
  selector: 'airlock-session-ended-dialog',
  imports: [MatButton, MatDialogContent, MatDialogTitle, SignInForm],
  template: `
    <h2 mat-dialog-title>{{ text.title }}</h2>
    <mat-dialog-content>
      <p>{{ text.body }}</p>
      <airlock-sign-in-form [onlyFor]="session.username()" (signedIn)="dialog.close()" />
      <button matButton type="button" class="out" (click)="signOut()">{{ text.signOut }}</button>
    </mat-dialog-content>
  `,
  styles: `
    p {
      margin: 0 0 24px;
    }
    .out {
      width: 100%;
      margin-top: 8px;
    }
  `,
})
export class SessionEndedDialog {
  protected readonly text = text.signIn.ended;
  protected readonly session = inject(Session);
  protected readonly dialog = inject<MatDialogRef<SessionEndedDialog>>(MatDialogRef);
  readonly #router = inject(Router);

  protected async signOut(): Promise<void> {
    if (!(await this.session.signOut())) return;
    this.dialog.close();
    // The address may name a folder, which the next person need not know.
    await this.#router.navigateByUrl('/sign-in');
  }
}
