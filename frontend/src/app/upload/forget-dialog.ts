import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { uploadText } from '../text/upload-text.ts';

export type ForgetChoice = 'keep' | 'forget';

/** The numbers of the uploads that are asked about. */
export interface UploadsToForget {
  readonly kept: number;
  /** Number of those that are being sent, or wait for their turn. A sign-out stops them. */
  readonly running: number;
}

/**
 * The question of a sign-out with unfinished uploads. The focus is on "keep": it loses nothing, and the app shows the
 * uploads to nobody else. On a shared computer a person expects that nothing of them stays, and only they know that it is
 * shared, so the question is always asked, says so, and never answers itself. Escape stays signed in.
 */
@Component({
  selector: 'airlock-forget-dialog',
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ title }}</h2>
    <mat-dialog-content>
      <p>{{ text.keeping(uploads.kept) }}</p>
      <p>{{ text.forgetting(uploads.kept) }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" (click)="dialog.close()">{{ text.stay }}</button>
      <button matButton type="button" (click)="dialog.close('forget')">{{ text.forget }}</button>
      <button matButton="filled" type="button" class="keep" (click)="dialog.close('keep')">{{ text.keep }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 12px;
    }
    mat-dialog-actions {
      flex-wrap: wrap;
      gap: 4px;
    }
  `,
})
export class ForgetDialog {
  protected readonly text = uploadText.forget;
  protected readonly uploads = inject<UploadsToForget>(MAT_DIALOG_DATA);
  protected readonly title = this.uploads.running > 0 ? this.text.stopping(this.uploads.running) : this.text.title;
  protected readonly dialog = inject<MatDialogRef<ForgetDialog, ForgetChoice>>(MatDialogRef);
}
