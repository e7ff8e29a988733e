import { Component, inject, resource, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

import { API_CLIENT } from '../api/api-client.ts';
import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { text } from '../text/text.ts';

export interface Preview {
  readonly name: string;
  readonly path: string;
  readonly download: () => void;
}

/** A dialog that shows an image from its signed inline URL. */
@Component({
  selector: 'airlock-preview-dialog',
  imports: [Icon, MatButton, MatDialogClose, MatDialogContent, MatDialogTitle, MatIconButton],
  template: `
    <header>
      <h2 mat-dialog-title>{{ file.name }}</h2>
      <button matIconButton [attr.aria-label]="text.download" [title]="text.download" (click)="file.download()">
        <airlock-icon name="download" />
      </button>
      <button matIconButton mat-dialog-close [aria-label]="common.close"><airlock-icon name="clear" /></button>
    </header>
    <mat-dialog-content class="content" tabindex="0">
      @if (broken() || link.error()) {
        <div class="failed">
          <p role="alert">{{ text.previewFailed }}</p>
          <button matButton="tonal" type="button" (click)="retry()">{{ common.tryAgain }}</button>
        </div>
      } @else {
        @if (!painted()) {
          <p class="wait" role="status">{{ text.previewLoading }}</p>
        }
        @if (link.hasValue()) {
          <img
            [src]="link.value()"
            [alt]="file.name"
            [class.painted]="painted()"
            (load)="painted.set(true)"
            (error)="broken.set(true)"
          />
        }
      }
    </mat-dialog-content>
  `,
  styleUrl: './preview-dialog.scss',
})
export class PreviewDialog {
  protected readonly text = filesText;
  protected readonly common = text.common;
  protected readonly file = inject<Preview>(MAT_DIALOG_DATA);
  protected readonly painted = signal(false);
  protected readonly broken = signal(false);
  readonly #client = inject(API_CLIENT);

  protected readonly link = resource({
    loader: async ({ abortSignal }) => {
      const { url } = await this.#client.presignGet({ path: this.file.path, disposition: 'inline' }, abortSignal);
      return url;
    },
  });

  /** Asks for a new link: the old one may have expired. */
  protected retry(): void {
    this.broken.set(false);
    this.painted.set(false);
    this.link.reload();
  }
}
