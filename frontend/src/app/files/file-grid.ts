import { CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { afterNextRender, Component, computed, DestroyRef, ElementRef, inject, signal } from '@angular/core';

import { filesText } from '../text/files-text.ts';
import { ActionMenu } from './actions/action-menu.ts';
import { FolderDrop } from './drag/folder-drop.ts';
import { EntryList } from './entry-list.ts';
import { FileTile } from './file-tile.ts';
import { SortHead } from './sort-head.ts';
import { measureIn, roughly, splitName } from './split-name.ts';
import { PacedRows } from './paced-rows.ts';

/** Sizes of a tile in CSS pixels; `gap` is the room between two tiles and around all of them. */
const sizes = {
  roomy: { leastWidth: 168, height: 212, picture: 128 },
  compact: { leastWidth: 136, height: 164, picture: 80 },
} as const;
const gap = 12;
/** Room beside the name of a tile; the style sheet of the tile has the same number. */
const besideName = 24;

/** The folder as tiles, as many in a line as there is room for. */
@Component({
  selector: 'airlock-file-grid',
  imports: [ActionMenu, CdkVirtualForOf, CdkVirtualScrollViewport, FileTile, FolderDrop, PacedRows, SortHead],
  templateUrl: './file-grid.html',
  styleUrl: './file-grid.scss',
})
export class FileGrid extends EntryList {
  protected readonly text = filesText;
  protected override readonly itemSelector = '[role=gridcell][data-index]';
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #width = signal(0);
  protected readonly columnCount = computed(() => {
    const { leastWidth } = sizes[this.density()];
    return Math.max(2, Math.floor((this.#width() - gap) / (leastWidth + gap)));
  });
  protected readonly pictureSize = computed(() => sizes[this.density()].picture);
  /** Splits names for the width that tiles have now. */
  protected readonly split = computed(() => {
    const [columns, measure] = [this.columnCount(), this.#measure()];
    const width = Math.floor((this.#width() - gap * (columns + 1)) / columns) - besideName;
    return (name: string) => splitName(name, width, measure);
  });
  readonly #measure = signal(roughly);
  /** The lines, by their index. What is in a line is looked up when it is shown: a folder may have 100,000 entries. */
  protected readonly lines = computed(() =>
    Array.from({ length: Math.ceil(this.entries().length / this.columnCount()) }, (_, index) => index),
  );

  protected get rowHeight(): number {
    return sizes[this.density()].height + gap;
  }

  constructor() {
    super();
    const destroyed = inject(DestroyRef);
    this.#takeWidth();
    afterNextRender(() => {
      this.#takeWidth();
      this.#measure.set(measureIn(`14px ${getComputedStyle(this.#host).fontFamily}`));
      const observer = new ResizeObserver(() => this.#takeWidth());
      observer.observe(this.#host);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }

  protected readonly trackLine = (_index: number, line: number) => line;

  protected entriesOf(line: number) {
    const first = line * this.columnCount();
    return this.entries().slice(first, first + this.columnCount());
  }

  /** A key moves in the lines that the person sees. The observer tells of a new width only with the next frame. */
  protected override pressed(event: KeyboardEvent): void {
    this.#takeWidth();
    super.pressed(event);
  }

  #takeWidth(): void {
    this.#width.set(this.#host.clientWidth);
  }

  protected override perRow(): number {
    return this.columnCount();
  }

  protected override indexOf(item: Element): number {
    return Number(item.getAttribute('data-index'));
  }
}
