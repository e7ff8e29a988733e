import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';

import { Network } from '../../api/network.ts';
import { nameOf } from '../../format/name-of.ts';
import { Icon, type IconName } from '../../icons/icon.ts';
import { uploadText } from '../../text/upload-text.ts';
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

/** Number of characters at the end of a name that stay readable when its middle is cut out. */
const endLength = 12;

/** Returns the parts of a path: of these the folder is cut first, then the start of the name, and its end never. */
function nameParts(path: string): { folder: string; start: string; end: string } {
  const name = nameOf(path);
  const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  const start = characters.slice(0, Math.max(0, characters.length - endLength)).join('');
  return { folder: path.slice(0, path.length - name.length), start, end: name.slice(start.length) };
}

/** One row of the tray: the name of an upload, its state, and the actions on it. */
@Component({
  selector: 'airlock-upload-row',
  imports: [Icon, MatButton],
  templateUrl: './upload-row.html',
  styleUrl: './upload-row.scss',
})
export class UploadRowView {
  readonly row = input.required<UploadRow>();

  protected readonly text = uploadText;
  protected readonly queue = inject(BrowserUploadQueue);
  protected readonly view = computed(() => this.row().view());
  protected readonly kind = computed(() => this.view().state.kind);
  protected readonly words = computed(() => wordsOf(this.view(), this.#network.isUp()));
  readonly #network = inject(Network);
  protected readonly name = computed(() => nameParts(this.view().path));
  protected readonly hint = computed(() => {
    const { state, isAgain } = this.view();
    if (isAgain) return `${this.words()}. ${this.text.againHint}`;
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
