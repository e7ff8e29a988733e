import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';

import { trashText } from '../../text/trash-text.ts';

/** Asks whether files shall be deleted for ever. Its data is the question; it closes with `true` for yes. */
@Component({
  selector: 'airlock-purge-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ question }}</h2>
    <mat-dialog-content>
      <p>{{ text.question.body }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton [mat-dialog-close]="false">{{ text.question.cancel }}</button>
      <button matButton="filled" class="danger" [mat-dialog-close]="true">{{ text.purge }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    h2 {
      overflow-wrap: anywhere;
    }
    p {
      margin: 0;
    }
    .danger {
      --mat-button-filled-container-color: var(--airlock-danger);
      --mat-button-filled-label-text-color: light-dark(#fff, #410e0b);
    }
  `,
})
export class PurgeDialog {
  protected readonly text = trashText;
  protected readonly question = inject<string>(MAT_DIALOG_DATA);
}
