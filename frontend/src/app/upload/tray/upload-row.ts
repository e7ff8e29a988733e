import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';

import { Icon, type IconName } from '../../icons/icon.ts';
import { text } from '../../text/text.ts';
import { isActive, type UploadState } from '../../transfer/upload-state.ts';
import { progressOf, wordsOf } from './upload-row-words.ts';
import type { UploadRow } from '../rows/upload-rows.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';

/** States in which pausing is not offered, because the upload already waits or is about to end. */
const unstoppable: ReadonlySet<UploadState['kind']> = new Set(['paused', 'completing', 'signed-out']);

const iconOfKind: Partial<Record<UploadState['kind'], IconName>> = {
  offline: 'offline',
  paused: 'pause',
  elsewhere: 'copy',
  'signed-out': 'account',
};

/** One row of the tray: the name of an upload, its state, and the actions on it. */
@Component({
  selector: 'airlock-upload-row',
  imports: [Icon, MatButton],
  templateUrl: './upload-row.html',
  styleUrl: './upload-row.scss',
})
export class UploadRowView {
  readonly row = input.required<UploadRow>();

  protected readonly text = text.upload;
  protected readonly queue = inject(BrowserUploadQueue);
  protected readonly view = computed(() => this.row().view());
  protected readonly kind = computed(() => this.view().state.kind);
  protected readonly words = computed(() => wordsOf(this.view()));
  protected readonly hint = computed(() => {
    const { state } = this.view();
    return state.kind === 'done' && state.verified ? this.text.verifiedHint : this.words();
  });
  protected readonly progress = computed(() => progressOf(this.view()));
  protected readonly percent = computed(() => {
    const progress = this.progress();
    return progress === undefined ? null : Math.round(progress * 100);
  });
  protected readonly showsBar = computed(() => isActive(this.view().state));
  /** Whether nothing of the file is being sent right now. */
  protected readonly isQuiet = computed(() => this.kind() !== 'sending');
  protected readonly pausable = computed(() => isActive(this.view().state) && !unstoppable.has(this.kind()));
  protected readonly cancellable = computed(() => isActive(this.view().state) || this.kind() === 'elsewhere');
  protected readonly retryable = computed(() => {
    const { id, state } = this.view();
    // Files with a negative id were refused before they became uploads: trying again cannot help.
    return id > 0 && (state.kind === 'failed' || state.kind === 'cancelled');
  });
  protected readonly choices = ['keepBoth', 'replace', 'skip'] as const;
  protected readonly icon = computed((): IconName => {
    const { state } = this.view();
    if (state.kind === 'done') return state.verified ? 'verified' : 'done';
    if (state.kind === 'failed') return 'alert';
    if (state.kind === 'conflict') return 'copy';
    return iconOfKind[state.kind] ?? 'file';
  });

  protected choose(choice: 'keepBoth' | 'replace' | 'skip'): void {
    this.queue.resolve(this.view().id, choice === 'keepBoth' ? 'keep-both' : choice);
  }
}
