import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

import type { ApiError } from '../api/api-error.ts';
import { FolderMessage } from '../files/folder-message.ts';
import { filesText } from '../text/files-text.ts';
import { text } from '../text/text.ts';

/** Says why a list could not be loaded, and offers to try again. It tries by itself when the network is back. */
@Component({
  selector: 'airlock-load-failure',
  imports: [FolderMessage, MatButton],
  template: `
    <airlock-folder-message icon="warning" [title]="title()" role="alert">
      <p>{{ calls[error().code] }}</p>
      @if (error().requestId; as id) {
        <p class="small">{{ reference(id) }}</p>
      }
      <button matButton="tonal" type="button" (click)="retry.emit()">{{ tryAgain }}</button>
    </airlock-folder-message>
  `,
  host: { '(window:online)': 'retry.emit()' },
  styles: `
    .small {
      font: var(--mat-sys-body-small);
    }
  `,
})
export class LoadFailure {
  readonly title = input.required<string>();
  readonly error = input.required<ApiError>();
  readonly retry = output();

  protected readonly calls = text.calls;
  protected readonly reference = filesText.failed.reference;
  protected readonly tryAgain = text.common.tryAgain;
}
