import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { ApiClient } from '../api/api-client.ts';
import { toApiError } from '../api/api-error.ts';
import { formatBytes } from '../format.ts';
import { text } from '../text/text.ts';
import { downloadVerified } from './verified-download.ts';

export interface VerifiedDownload {
  readonly path: string;
  readonly name: string;
  readonly handle: FileSystemFileHandle;
}

/** Downloads one file, and says whether the disk now has exactly the bytes of the storage. */
@Component({
  selector: 'airlock-verified-download-dialog',
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ download.name }}</h2>
    <mat-dialog-content>
      @if (outcome(); as words) {
        <p role="alert">{{ words }}</p>
      } @else {
        <p>{{ amount() }}</p>
        <progress
          [attr.aria-label]="text.progress"
          [attr.value]="receivedBytes()"
          [attr.max]="sizeBytes() ?? 1"
        ></progress>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" (click)="dialog.close()">{{ outcome() ? close : text.cancel }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    p {
      margin: 0 0 16px;
      font-variant-numeric: tabular-nums;
    }
    progress {
      width: 100%;
      accent-color: var(--mat-sys-primary);
    }
  `,
})
export class VerifiedDownloadDialog {
  protected readonly text = text.files.verified;
  protected readonly close = text.common.close;
  protected readonly download = inject<VerifiedDownload>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<VerifiedDownloadDialog>>(MatDialogRef);
  protected readonly receivedBytes = signal(0);
  protected readonly sizeBytes = signal<number | undefined>(undefined);
  protected readonly outcome = signal<string | undefined>(undefined);
  protected readonly amount = computed(() =>
    text.upload.of(formatBytes(this.receivedBytes()), formatBytes(this.sizeBytes() ?? 0)),
  );
  readonly #client = inject(ApiClient);
  readonly #stop = new AbortController();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
    void this.#run().then((words) => this.outcome.set(words));
  }

  async #run(): Promise<string> {
    const { path, handle } = this.download;
    const { signal } = this.#stop;
    try {
      const { url, sizeBytes, crc64nvme } = await this.#client.presignGet({ path, disposition: 'attachment' }, signal);
      if (crc64nvme === undefined) return this.text.noChecksum;
      this.sizeBytes.set(sizeBytes);
      const order = { url, handle, expected: { sizeBytes, crc64nvme } };
      const saved = await downloadVerified(order, (bytes) => this.receivedBytes.set(bytes), signal);
      return this.text[saved.kind];
    } catch (error) {
      return text.calls[toApiError(error).code];
    }
  }
}
