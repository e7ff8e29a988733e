import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { NgComponentOutlet } from '@angular/common';
import { Component, computed, DestroyRef, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { Icon } from '../../icons/icon.ts';
import { lazyComponent } from '../../loading/lazy-component.ts';
import { loadCode } from '../../loading/load-code.ts';
import { text } from '../../text/text.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { UploadAnnouncer } from './upload-announcer.ts';
import { UploadRowView } from './upload-row.ts';
import type { UploadRow } from '../rows/upload-rows.ts';
import { trayDetail, trayTitle } from './upload-tray-words.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { AllUploads } from './all-uploads.ts';

/** Height of a row in CSS pixels; the style sheet has the same number. */
const rowHeight = 72;
const rowsShown = 5;

/**
 * The upload tray: at the bottom right on a screen, a sheet on a phone. It stays while the person moves between
 * folders.
 */
@Component({
  selector: 'airlock-upload-tray',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    NgComponentOutlet,
    UploadAnnouncer,
    UploadRowView,
  ],
  templateUrl: './upload-tray.html',
  styleUrl: './upload-tray.scss',
})
export class UploadTray {
  protected readonly text = text.upload;
  protected readonly rows = inject(UploadRows);
  protected readonly all = inject(AllUploads);
  protected readonly unfinished = inject(UnfinishedUploads);
  protected readonly unfinishedList = lazyComponent(
    this.unfinished.any,
    async () => (await loadCode(() => import('./unfinished-list.ts'))).UnfinishedList,
  );
  protected readonly totals = this.rows.totals;
  protected readonly open = signal(true);
  protected readonly rowHeight = rowHeight;
  protected readonly height = computed(() => Math.min(this.totals().files, rowsShown) * rowHeight);
  protected readonly choices = ['keepBoth', 'replace', 'skip'] as const;
  protected readonly trackId = (_index: number, row: UploadRow) => row.id;
  protected readonly unended = computed(() => this.totals().active + this.totals().paused);
  protected readonly fraction = computed(() => {
    const { sentBytes, totalBytes } = this.totals();
    if (totalBytes === 0) return this.unended() > 0 ? 0 : 1;
    return Math.min(1, sentBytes / totalBytes);
  });
  protected readonly title = computed(() => trayTitle(this.totals(), this.unfinished.count()));
  protected readonly detail = computed(() => trayDetail(this.totals()));
  protected readonly pointed = signal(false);
  protected readonly focused = signal(false);
  private readonly viewport = viewChild(CdkVirtualScrollViewport);
  readonly #inside = computed(() => this.open() && (this.pointed() || this.focused()));
  readonly #questions = computed(() => this.totals().conflicts);
  #questionsSeen = 0;

  constructor() {
    effect(() => this.rows.hold(this.#inside()));
    effect(() => {
      const questions = this.#questions();
      // The list does not scroll away under the pointer; it scrolls to the question when the pointer leaves.
      if (!this.#inside()) untracked(() => this.#bringIntoSight(questions));
    });
    inject(DestroyRef).onDestroy(() => this.rows.hold(false));
  }

  protected toggle(): void {
    this.open.update((open) => !open);
    this.pointed.set(false);
    this.focused.set(false);
  }

  protected clear(): void {
    this.all.clearEnded();
    // Uploads that failed halfway can still be resumed, and are listed again.
    void this.unfinished.refresh();
  }

  protected choose(choice: 'keepBoth' | 'replace' | 'skip'): void {
    void this.all.resolve(choice === 'keepBoth' ? 'keep-both' : choice);
  }

  /** Scrolls to the first rows, which are the questions, when there are more of them than before. */
  #bringIntoSight(questions: number): void {
    if (questions > this.#questionsSeen) this.viewport()?.scrollToIndex(0);
    this.#questionsSeen = questions;
  }
}
