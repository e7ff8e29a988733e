import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { BreakpointObserver } from '@angular/cdk/layout';
import { NgComponentOutlet } from '@angular/common';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { Network } from '../../api/network.ts';
import { Icon } from '../../icons/icon.ts';
import { lazyComponent } from '../../loading/lazy-component.ts';
import { loadCode } from '../../loading/load-code.ts';
import { uploadText } from '../../text/upload-text.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';
import { UploadAnnouncer } from './upload-announcer.ts';
import { UploadRowView } from './upload-row.ts';
import type { UploadRow } from '../rows/upload-rows.ts';
import { trayDetail, trayTitle } from './upload-tray-words.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { AllUploads } from './all-uploads.ts';
import { SystemFiles } from '../intake/system-files.ts';

/** Height of a row in CSS pixels; the style sheet has the same number. */
const rowHeight = 72;
const rowsShown = 5;
/** A screen so small that an open tray covers what the rows of a list offer. */
const smallScreen = '(max-width: 900px), (max-height: 620px)';

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
  protected readonly text = uploadText;
  protected readonly rows = inject(UploadRows);
  protected readonly all = inject(AllUploads);
  protected readonly unfinished = inject(UnfinishedUploads);
  protected readonly unfinishedList = lazyComponent(
    this.unfinished.any,
    async () => (await loadCode(() => import('./unfinished-list.ts'))).UnfinishedList,
  );
  protected readonly totals = this.rows.totals;
  protected readonly rowHeight = rowHeight;
  /** The list measures itself only at first, with few rows; it must render what it has room for when it has grown. */
  protected readonly fullHeight = rowsShown * rowHeight;
  protected readonly height = computed(() => Math.min(this.totals().files, rowsShown) * rowHeight);
  protected readonly choices = ['keepBoth', 'replace', 'skip'] as const;
  protected readonly trackId = (_index: number, row: UploadRow) => row.id;
  protected readonly unended = computed(() => this.totals().active + this.totals().paused);
  /** Whether nothing is left to be done or to be decided. */
  protected readonly isOver = computed(() => this.unended() + this.totals().conflicts === 0);
  protected readonly systemFiles = inject(SystemFiles);
  readonly #network = inject(Network);
  readonly #screen = toSignal(inject(BreakpointObserver).observe(smallScreen));
  readonly #isAllDone = computed(() => {
    const { done, identical, failed } = this.totals();
    return done + identical > 0 && failed === 0 && this.isOver();
  });
  readonly #collapses = computed(() => {
    const hasNothingToShow = this.totals().files === 0 || this.#isAllDone();
    return hasNothingToShow && untracked(() => this.#screen()?.matches ?? false);
  });
  /**
   * Whether the rows are shown. On a small screen the tray collapses when all is done, and begins so when nothing but
   * unfinished uploads is in it. Nothing else undoes what the person chose, not even a phone that is turned.
   */
  protected readonly open = linkedSignal(() => !this.#collapses());
  protected readonly fraction = computed(() => {
    const { sentBytes, totalBytes } = this.totals();
    if (totalBytes === 0) return this.unended() > 0 ? 0 : 1;
    return Math.min(1, sentBytes / totalBytes);
  });
  protected readonly title = computed(() => trayTitle(this.totals(), this.unfinished.count()));
  protected readonly detail = computed(() => trayDetail(this.totals(), this.#network.isUp()));
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

  /** Takes the tray off the screen. What is unfinished is listed again when there are uploads, or after a reload. */
  protected close(): void {
    if (this.totals().files > 0) this.clear();
    else this.unfinished.hide();
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
