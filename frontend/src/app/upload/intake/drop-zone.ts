import { Component, DestroyRef, inject, input } from '@angular/core';

import { Icon } from '../../icons/icon.ts';
import { filesText } from '../../text/files-text.ts';
import { uploadText } from '../../text/upload-text.ts';
import { DragWatch } from './drag-watch.ts';
import { takeDropped } from './dropped-files.ts';
import { namedByTime, pastesFiles } from './pasted-files.ts';
import type { Taker } from './taker.ts';
import { UploadIntake } from './upload-intake.ts';

/** Takes files and folders that are dropped or pasted anywhere on the page. */
@Component({
  selector: 'airlock-drop-zone',
  imports: [Icon],
  template: `
    @if (over()) {
      <div class="veil" aria-hidden="true">
        <div class="frame">
          <airlock-icon name="drop" [size]="48" />
          <strong>{{ text.drop.title }}</strong>
          <span>{{ text.drop.into(folder() || root) }}</span>
        </div>
      </div>
    }
  `,
  styleUrl: './drop-zone.scss',
  host: {
    '(window:dragenter)': 'hover($event)',
    '(window:dragover)': 'hover($event)',
    '(window:drop)': 'drop($event)',
    '(window:paste)': 'paste($event)',
  },
})
export class DropZone {
  readonly folder = input.required<string>();

  protected readonly text = uploadText;
  protected readonly root = filesText.root;
  readonly #drag = new DragWatch(window);
  protected readonly over = this.#drag.isOver;
  readonly #intake = inject(UploadIntake);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#drag.end());
  }

  protected hover(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    accept(event);
    this.#drag.goesOn();
  }

  protected drop(event: DragEvent): void {
    this.#drag.end();
    const { dataTransfer } = event;
    if (!dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    void this.#intake.addFound(this.folder(), (taker) => takeDropped(dataTransfer, taker));
  }

  protected paste(event: ClipboardEvent): void {
    const { clipboardData } = event;
    if (!clipboardData || !pastesFiles(event)) return;
    event.preventDefault();
    const now = new Date();
    void this.#intake.addFound(this.folder(), (taker) => {
      const take: Taker['take'] = (files) => taker.take(Array.from(files, (file) => namedByTime(file, now)));
      return takeDropped(clipboardData, { ...taker, take });
    });
  }
}

/**
 * Accepts a drag. Otherwise the browser opens the dropped file. When only `dragover` is accepted and the element under
 * the pointer has just changed, the browser drops the file on nothing.
 */
function accept(event: DragEvent): void {
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
}

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
