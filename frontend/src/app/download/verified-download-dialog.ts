import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { API_CLIENT } from '../api/api-client.ts';
import { toApiError } from '../api/api-error.ts';
import { formatBytes } from '../format/format.ts';
import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { downloadVerified } from './verified-download.ts';

export interface VerifiedDownload {
  readonly path: string;
  readonly name: string;
  readonly handle: FileSystemFileHandle;
}

interface Outcome {
  readonly isVerified: boolean;
  readonly words: string;
}

/** Downloads one file and shows whether the file on disk is identical to the one in the storage. */
@Component({
  selector: 'airlock-verified-download-dialog',
  imports: [Icon, MatButton, MatDialogActions, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ download.name }}</h2>
    <mat-dialog-content>
      @if (outcome(); as end) {
        <p class="outcome" [class.verified]="end.isVerified" role="alert">
          <airlock-icon [name]="end.isVerified ? 'verified' : 'alert'" />
          <span>{{ end.words }}</span>
        </p>
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
    h2 {
      overflow-wrap: anywhere;
    }
    .outcome {
      display: flex;
      gap: 12px;
      color: var(--mat-sys-on-surface);
    }
    .outcome airlock-icon {
      color: var(--airlock-danger);
    }
    .outcome.verified airlock-icon {
      color: var(--airlock-success);
    }
    progress {
      appearance: none;
      display: block;
      width: 100%;
      height: 6px;
      overflow: hidden;
      border: 0;
      border-radius: 3px;
      background: var(--mat-sys-outline-variant);
    }
    progress::-webkit-progress-bar {
      background: none;
    }
    progress::-webkit-progress-value {
      background: var(--mat-sys-primary);
    }
    progress::-moz-progress-bar {
      background: var(--mat-sys-primary);
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
  protected readonly outcome = signal<Outcome | undefined>(undefined);
  protected readonly amount = computed(() => {
    const sizeBytes = this.sizeBytes();
    if (sizeBytes === undefined) return this.text.preparing;
    return text.upload.of(formatBytes(this.receivedBytes()), formatBytes(sizeBytes));
  });
  readonly #client = inject(API_CLIENT);
  readonly #stop = new AbortController();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
    void this.#run().then((outcome) => this.outcome.set(outcome));
  }

  async #run(): Promise<Outcome> {
    const { path, handle } = this.download;
    const { signal } = this.#stop;
    try {
      const { url, sizeBytes, crc64nvme } = await this.#client.presignGet({ path, disposition: 'attachment' }, signal);
      if (crc64nvme === undefined) return { isVerified: false, words: this.text.noChecksum };
      this.sizeBytes.set(sizeBytes);
      const order = { url, handle, expected: { sizeBytes, crc64nvme } };
      const saved = await downloadVerified(order, (bytes) => this.receivedBytes.set(bytes), signal);
      return { isVerified: saved.kind === 'verified', words: this.text[saved.kind] };
    } catch (error) {
      return { isVerified: false, words: text.calls[toApiError(error).code] };
    }
  }
}
