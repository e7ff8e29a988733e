import { Component, computed, effect, ElementRef, inject, input, output, signal } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import { MatButton, MatIconButton } from '@angular/material/button';

import { Icon } from '../icons/icon.ts';
import { ProgressBar } from '../progress/progress-bar.ts';
import { noticesText } from '../text/notices-text.ts';
import { briefNames } from './brief-names.ts';
import type { Notice, NoticeAction } from './notices.ts';

/**
 * One notice. Its time runs only while the page can be seen and nobody points at the notice or has the focus in it: what
 * was not seen could not be read.
 */
@Component({
  selector: 'airlock-notice-view',
  imports: [Icon, MatButton, MatIconButton, ProgressBar],
  templateUrl: './notice-view.html',
  styleUrl: './notice-view.scss',
  host: {
    tabindex: '-1',
    '(mouseenter)': 'pointed.set(true)',
    '(mouseleave)': 'pointed.set(false)',
    '(focusin)': 'focused.set(true)',
    '(focusout)': 'focused.set(false)',
    '(document:visibilitychange)': 'look()',
  },
})
export class NoticeView {
  readonly notice = input.required<Notice>();
  /** Emits when the notice is closed or its time is over. */
  readonly closed = output();

  protected readonly text = noticesText;
  protected readonly brief = briefNames;
  protected readonly content = computed(() => this.notice().content());
  protected readonly percent = computed(() => {
    const { progress } = this.content();
    return typeof progress === 'number' ? Math.round(progress * 100) : undefined;
  });
  protected readonly pointed = signal(false);
  protected readonly focused = signal(false);
  readonly #document = inject(DOCUMENT);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #visible = signal(this.#document.visibilityState === 'visible');

  constructor() {
    effect((onCleanup) => {
      const { durationMs } = this.content();
      if (durationMs === undefined || this.pointed() || this.focused() || !this.#visible()) return;
      const timer = setTimeout(() => this.closed.emit(), durationMs);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected look(): void {
    this.#visible.set(this.#document.visibilityState === 'visible');
  }

  protected choose(action: NoticeAction): void {
    // The button may go with what it does; the focus then stays with the notice.
    this.#host.focus();
    action.choose();
  }
}
