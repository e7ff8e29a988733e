import { Component, inject, input, signal } from '@angular/core';

import { Icon } from '../../icons/icon.ts';
import { PageOwner } from '../../api/page-owner.ts';
import { Notices } from '../../notices/notices.ts';
import { text } from '../../text/text.ts';
import { takeDropped } from './dropped-files.ts';
import { UploadIntake } from './upload-intake.ts';

/** Takes files and folders that are dropped anywhere on the page. */
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
    '(window:dragenter)': 'enter($event)',
    '(window:dragleave)': 'leave($event)',
    '(window:dragover)': 'hover($event)',
    '(window:drop)': 'drop($event)',
  },
})
export class DropZone {
  readonly folder = input.required<string>();

  protected readonly text = text.upload;
  protected readonly root = text.files.root;
  protected readonly over = signal(false);
  readonly #intake = inject(UploadIntake);
  readonly #notices = inject(Notices);
  readonly #owner = inject(PageOwner);
  /**
   * Number of `dragenter` events without their `dragleave`. Both also fire for every element inside, so only the
   * balance tells whether the pointer is over the page.
   */
  #depth = 0;

  protected enter(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    accept(event);
    this.#depth += 1;
    this.over.set(true);
  }

  protected leave(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    this.#depth = Math.max(0, this.#depth - 1);
    this.over.set(this.#depth > 0);
  }

  protected hover(event: DragEvent): void {
    if (carriesFiles(event)) accept(event);
  }

  protected async drop(event: DragEvent): Promise<void> {
    this.#depth = 0;
    this.over.set(false);
    const { dataTransfer } = event;
    if (!dataTransfer || !carriesFiles(event)) return;
    event.preventDefault();
    const isMine = this.#owner.claim();
    const unreadable = await this.#intake.addFound(this.folder(), (take, signal) =>
      takeDropped(dataTransfer, take, signal),
    );
    if (unreadable > 0 && isMine()) this.#notices.say(this.text.unreadable(unreadable));
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
