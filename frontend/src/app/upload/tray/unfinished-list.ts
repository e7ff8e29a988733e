import { Component, computed, inject } from '@angular/core';

import { uploadText } from '../../text/upload-text.ts';
import { UnfinishedBatchRow } from './unfinished-batch-row.ts';
import { UnfinishedRow } from './unfinished-row.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { UploadRows } from '../rows/upload-rows.ts';

/** The list of unfinished uploads from earlier visits and other devices. */
@Component({
  selector: 'airlock-unfinished-list',
  imports: [UnfinishedBatchRow, UnfinishedRow],
  template: `
    <h3 id="unfinished" [class.visually-hidden]="isAlone()">{{ text.title(unfinished.count()) }}</h3>
    <ul aria-labelledby="unfinished">
      @for (batch of unfinished.batches(); track batch.id) {
        <li><airlock-unfinished-batch-row [batch]="batch" /></li>
      }
      @for (item of unfinished.items(); track item.upload.uploadId) {
        <li><airlock-unfinished-row [item]="item" /></li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      border-bottom: 1px solid var(--mat-sys-outline-variant);
      background: var(--airlock-hover);
    }
    h3 {
      margin: 0;
      padding: 12px 20px 0;
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li:last-child {
      margin-bottom: -1px;
    }
  `,
})
export class UnfinishedList {
  protected readonly text = uploadText.unfinished;
  protected readonly unfinished = inject(UnfinishedUploads);
  readonly #rows = inject(UploadRows);
  /** Whether the list is alone in the tray. The heading of the tray then says the same. */
  protected readonly isAlone = computed(() => this.#rows.all().length === 0);
}
