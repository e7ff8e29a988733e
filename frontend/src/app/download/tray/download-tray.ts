import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';

import { Icon } from '../../icons/icon.ts';
import { downloadText } from '../../text/download-text.ts';
import { text } from '../../text/text.ts';
import { DownloadQueue } from '../download-queue.ts';
import type { DownloadRow } from '../download-row.ts';
import { DownloadRows } from '../download-rows.ts';
import { DownloadRowView } from './download-row-view.ts';
import { announcementOf, titleOf, totalsOf } from './download-words.ts';

/** Height of a row in CSS pixels; the style sheet of the row has the same number. */
const rowHeight = 64;
const rowsShown = 3;

/** The downloads: a small list above the uploads. It collapses by itself once all files have arrived, and none is missing. */
@Component({
  selector: 'airlock-download-tray',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    DownloadRowView,
    Icon,
    MatButton,
    MatIconButton,
  ],
  template: `
    <section class="tray" [attr.aria-label]="text.tray">
      <header>
        <h2>{{ title() }}</h2>
        @let isOver = totals().open === 0;
        @if (isOver && totals().failed > 1) {
          <button matButton type="button" [attr.aria-label]="text.retryAll" (click)="queue.retryAll()">
            {{ tryAgain }}
          </button>
        }
        <button
          matIconButton
          type="button"
          [attr.aria-label]="isOpen() ? text.collapse : text.expand"
          [attr.aria-expanded]="isOpen()"
          (click)="isOpen.set(!isOpen())"
        >
          <airlock-icon name="down" [class.closed]="!isOpen()" />
        </button>
        <button
          matIconButton
          type="button"
          [attr.aria-label]="isOver ? text.clear : text.cancelAll"
          [title]="isOver ? text.clear : text.cancelAll"
          (click)="isOver ? queue.clear() : queue.cancelAll()"
        >
          <airlock-icon name="clear" />
        </button>
      </header>
      @if (isOpen()) {
        <cdk-virtual-scroll-viewport
          role="list"
          [itemSize]="rowHeight"
          [style.height.px]="height()"
          [attr.aria-label]="text.list"
        >
          <airlock-download-row *cdkVirtualFor="let row of rows(); trackBy: trackId" role="listitem" [row]="row" />
        </cdk-virtual-scroll-viewport>
      }
      <span class="visually-hidden" role="status">{{ announcement() }}</span>
    </section>
  `,
  styleUrl: './download-tray.scss',
})
export class DownloadTray {
  protected readonly text = downloadText;
  protected readonly tryAgain = text.common.tryAgain;
  protected readonly queue = inject(DownloadQueue);
  protected readonly rows = inject(DownloadRows).all;
  protected readonly rowHeight = rowHeight;
  protected readonly height = computed(() => Math.min(this.rows().length, rowsShown) * rowHeight);
  protected readonly totals = computed(() => totalsOf(this.rows()));
  protected readonly title = computed(() => titleOf(this.totals()));
  protected readonly announcement = computed(() => announcementOf(this.totals()));
  readonly #isSettled = computed(() => {
    const { open, failed, missing } = this.totals();
    return open + failed + missing === 0;
  });
  protected readonly isOpen = linkedSignal(() => !this.#isSettled());
  protected readonly trackId = (_index: number, row: DownloadRow) => row.id;
}
