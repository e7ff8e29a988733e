import { Component, computed, inject, input, linkedSignal } from '@angular/core';

import { nameOf } from '../../format/name-of.ts';
import { Icon, type IconName } from '../../icons/icon.ts';
import { downloadText } from '../../text/download-text.ts';
import { addSample, bytesPerSecond, type Sample } from '../../transfer/speed.ts';
import { DownloadQueue } from '../download-queue.ts';
import { isBusy, isOpen, receivedOf, type DownloadRow } from '../download-row.ts';
import { missingWords, progressOf, wordsOf } from './download-words.ts';

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
    @if (kind() === 'needs-place') {
      <button
        class="action"
        type="button"
        [attr.aria-label]="text.choosePlace(name())"
        [title]="text.choosePlace(name())"
        (click)="queue.choosePlace(row().id)"
      >
        <airlock-icon name="folder-open" [size]="18" />
      </button>
    }
    @if (isPausable()) {
      <button
        class="action"
        type="button"
        [attr.aria-label]="isPaused() ? text.resume(name()) : text.pause(name())"
        [title]="isPaused() ? text.resume(name()) : text.pause(name())"
        (click)="queue.pause(row().id, !isPaused())"
      >
        <airlock-icon [name]="isPaused() ? 'resume' : 'pause'" [size]="18" />
      </button>
    }
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
  readonly #samples = linkedSignal<DownloadRow, readonly Sample[]>({
    source: this.row,
    computation: (row, before) =>
      row.state.kind === 'running' ? addSample(before?.value ?? [], { atMs: Date.now(), bytes: receivedOf(row) }) : [],
  });
  protected readonly words = computed(() => wordsOf(this.row(), bytesPerSecond(this.#samples())));
  protected readonly progress = computed(() => progressOf(this.row()));
  protected readonly isBusy = computed(() => isBusy(this.row()));
  protected readonly isOpen = computed(() => isOpen(this.row()));
  protected readonly isRetryable = computed(() => this.kind() === 'failed' || this.kind() === 'cancelled');
  protected readonly isPaused = computed(() => this.kind() === 'paused');
  protected readonly isPausable = computed(
    () => this.row().archive !== undefined && ['running', 'retrying', 'paused', 'signed-out'].includes(this.kind()),
  );
  readonly #isMissing = computed(() => missingWords(this.row()) !== '');
  readonly #isVerified = computed(() => {
    const { state } = this.row();
    return state.kind === 'done' && state.isVerified;
  });
  protected readonly hint = computed(() => {
    if (this.#isMissing()) return missingWords(this.row());
    return this.#isVerified() ? downloadText.verifiedHint : this.words();
  });
  protected readonly icon = computed((): IconName => {
    if (this.kind() === 'failed' || this.#isMissing()) return 'alert';
    if (this.kind() === 'done') return this.#isVerified() ? 'verified' : 'done';
    return 'download';
  });
}
