import { Component, computed, inject, input } from '@angular/core';

import { nameOf } from '../../format/name-of.ts';
import { Icon, type IconName } from '../../icons/icon.ts';
import { downloadText } from '../../text/download-text.ts';
import { DownloadQueue } from '../download-queue.ts';
import { isBusy, isOpen, type DownloadRow } from '../download-row.ts';
import { progressOf, wordsOf } from './download-words.ts';

/** One row of the tray: a file, how far its download is, and the actions on it. */
@Component({
  selector: 'airlock-download-row',
  imports: [Icon],
  template: `
    <airlock-icon class="state" [class]="kind()" [name]="icon()" />
    <div class="body">
      <span class="name" [title]="row().path">{{ name() }}</span>
      <span class="words" [class]="kind()" [title]="hint()">{{ words() }}</span>
      @if (isBusy()) {
        <progress [attr.aria-label]="text.progressOf(name())" [value]="progress()" max="1"></progress>
      }
    </div>
    @if (isOpen() || isRetryable()) {
      <button
        class="action"
        type="button"
        [attr.aria-label]="isOpen() ? text.cancel(name()) : text.retry(name())"
        [title]="isOpen() ? text.cancel(name()) : text.retry(name())"
        (click)="isOpen() ? queue.cancel(row().id) : queue.retry(row().id)"
      >
        <airlock-icon [name]="isOpen() ? 'clear' : 'retry'" [size]="18" />
      </button>
    }
  `,
  styleUrl: './download-row-view.scss',
})
export class DownloadRowView {
  readonly row = input.required<DownloadRow>();
  protected readonly text = downloadText;
  protected readonly queue = inject(DownloadQueue);
  protected readonly name = computed(() => nameOf(this.row().path));
  protected readonly kind = computed(() => this.row().state.kind);
  protected readonly words = computed(() => wordsOf(this.row()));
  protected readonly progress = computed(() => progressOf(this.row()));
  protected readonly isBusy = computed(() => isBusy(this.row()));
  protected readonly isOpen = computed(() => isOpen(this.row()));
  protected readonly isRetryable = computed(() => this.kind() === 'failed' || this.kind() === 'cancelled');
  readonly #isVerified = computed(() => {
    const { state } = this.row();
    return state.kind === 'done' && state.isVerified;
  });
  protected readonly hint = computed(() => (this.#isVerified() ? downloadText.verifiedHint : this.words()));
  protected readonly icon = computed((): IconName => {
    if (this.kind() === 'failed') return 'alert';
    if (this.kind() === 'done') return this.#isVerified() ? 'verified' : 'done';
    return 'download';
  });
}
