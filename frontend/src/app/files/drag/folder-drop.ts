import { Directive, ElementRef, inject, input, signal } from '@angular/core';

import { ENTRY_DRAG } from './entry-drag.ts';

/** A place that takes dragged entries: a folder in a list, or in the path above it. */
@Directive({
  selector: '[airlockFolderDrop]',
  host: {
    '[class.drop-here]': 'isOver()',
    '(dragenter)': 'over($event)',
    '(dragover)': 'over($event)',
    '(dragleave)': 'left($event)',
    '(drop)': 'drop($event)',
  },
})
export class FolderDrop {
  /** Path of the folder with its slash, empty for the top folder; `undefined` where nothing can be dropped. */
  readonly folder = input.required<string | undefined>({ alias: 'airlockFolderDrop' });

  protected readonly isOver = signal(false);
  readonly #drag = inject(ENTRY_DRAG, { optional: true });
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected over(event: DragEvent): void {
    const folder = this.folder();
    this.isOver.set(folder !== undefined && this.#drag?.over(event, folder) === true);
  }

  protected left({ relatedTarget }: DragEvent): void {
    // Going from a word to an icon inside leaves nothing.
    if (!(relatedTarget instanceof Node && this.#host.contains(relatedTarget))) this.isOver.set(false);
  }

  protected drop(event: DragEvent): void {
    const folder = this.folder();
    this.isOver.set(false);
    if (folder !== undefined && this.#drag?.drop(event, folder) === true) event.stopPropagation();
  }
}
