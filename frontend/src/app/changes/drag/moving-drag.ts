import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { pathProblem } from '@airlock/contract';

import { parentOf } from '../../format/name-of.ts';
import { PageOwner } from '../../api/page-owner.ts';
import type { EntryDrag } from '../../files/drag/entry-drag.ts';
import type { Entry } from '../../files/entry.ts';
import { FileMoves } from '../file-moves.ts';
import { canBeIn } from '../new-path.ts';
import { dragGhost } from './drag-ghost.ts';

/** Type of the data that is dragged. It has no content, so that nothing leaves the page with a drag to another window. */
const dataType = 'application/x-airlock-entries';

/** Moves what is dragged onto a folder, or copies it with Ctrl (Alt on a Mac). Escape ends a drag, as browsers have it. */
@Injectable({ providedIn: 'root' })
export class MovingDrag implements EntryDrag {
  readonly #moves = inject(FileMoves);
  readonly #document = inject(DOCUMENT);
  #dragged: readonly Entry[] = [];

  constructor() {
    inject(PageOwner).follow(() => this.end());
  }

  start(event: DragEvent, entries: readonly Entry[]): void {
    if (!event.dataTransfer || entries.length === 0) {
      event.preventDefault();
      return;
    }
    this.#dragged = entries;
    event.dataTransfer.effectAllowed = 'copyMove';
    event.dataTransfer.setData(dataType, '');
    dragGhost(this.#document, event.dataTransfer, entries);
  }

  over(event: DragEvent, folder: string): boolean {
    if (!event.dataTransfer || !this.#canDrop(event, folder)) return false;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = isCopy(event) ? 'copy' : 'move';
    return true;
  }

  drop(event: DragEvent, folder: string): boolean {
    if (!this.#canDrop(event, folder)) return false;
    event.preventDefault();
    event.stopPropagation();
    void this.#moves[isCopy(event) ? 'copy' : 'move'](this.#dragged, folder);
    this.end();
    return true;
  }

  end(): void {
    this.#dragged = [];
  }

  #canDrop(event: DragEvent, folder: string): boolean {
    const isAllowed = folder === '' || pathProblem(folder.slice(0, -1)) === undefined;
    return (
      isAllowed &&
      this.#dragged.length > 0 &&
      this.#dragged.every((entry) => canBeIn(folder, entry)) &&
      (isCopy(event) || this.#dragged.some(({ path }) => parentOf(path) !== folder))
    );
  }
}

const isCopy = ({ ctrlKey, altKey }: DragEvent): boolean => ctrlKey || altKey;
