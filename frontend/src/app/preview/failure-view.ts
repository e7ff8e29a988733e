import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

import type { ApiErrorCode } from '../api/api-error.ts';
import { Icon } from '../icons/icon.ts';
import { previewText } from '../text/preview-text.ts';
import { text } from '../text/text.ts';

/** Says why nothing is shown, and offers what helps: to try again, to show the new version, or the download. */
@Component({
  selector: 'airlock-failure-view',
  imports: [Icon, MatButton],
  template: `
    <div class="box">
      <airlock-icon name="file" [size]="48" />
      <p role="alert">{{ sentence() }}</p>
      @if (hint(); as hint) {
        <p class="hint">{{ hint }}</p>
      }
      <div class="buttons">
        @if (canRetry()) {
          <button matButton="tonal" type="button" (click)="retried.emit()">
            {{ code() === 'changed-meanwhile' ? text.showNew : common.tryAgain }}
          </button>
        }
        @if (code() !== 'not-found') {
          <button [matButton]="canRetry() ? 'text' : 'filled'" type="button" (click)="downloaded.emit()">
            {{ text.download }}
          </button>
        }
      </div>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      height: 100%;
      overflow: auto;
    }
    .box {
      display: grid;
      justify-items: center;
      gap: 12px;
      max-width: 48ch;
      padding: 24px;
      text-align: center;
      color: var(--mat-sys-on-surface);
    }
    p {
      margin: 0;
      font: var(--mat-sys-body-large);
      overflow-wrap: anywhere;
    }
    .hint {
      font: var(--mat-sys-body-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
    }
  `,
})
export class FailureView {
  /** Why the file cannot be read; `undefined` when it can, and only not be shown. */
  readonly code = input<ApiErrorCode>();
  /** Why the file is not shown. */
  readonly why = input<string>();
  readonly retried = output();
  readonly downloaded = output();

  protected readonly text = previewText;
  protected readonly common = text.common;
  protected readonly canRetry = computed(() => this.code() !== undefined && this.code() !== 'not-found');
  protected readonly sentence = computed(() => {
    const code = this.code();
    if (code === undefined) return this.why() ?? previewText.none.unknown;
    if (code === 'not-found') return previewText.gone;
    return code === 'changed-meanwhile' ? previewText.changed : previewText.failed;
  });
  protected readonly hint = computed(() => {
    const code = this.code();
    if (code === undefined) return previewText.none.downloadHint;
    return code === 'not-found' || code === 'changed-meanwhile' ? undefined : text.calls[code];
  });
}
