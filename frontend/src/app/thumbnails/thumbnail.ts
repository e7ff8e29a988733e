import { Component, DestroyRef, effect, ElementRef, inject, input, signal, untracked } from '@angular/core';

import { Thumbnails } from './thumbnails.ts';
import type { ThumbnailFile } from './thumbnail-file.ts';

/** A thumbnail is asked for when it has been in sight for so long, so that quick scrolling asks for nothing. */
const dwellMs = 150;

/**
 * A small picture of what is in a file. Until it is there, and for files that have none, it shows what it is given as its
 * content: an icon. It is decoration: the name of the file stands beside it.
 */
@Component({
  selector: 'airlock-thumbnail',
  template: `
    @if (address()) {
      <img
        alt=""
        draggable="false"
        [src]="address()"
        [style.width.px]="size()"
        [style.height.px]="size()"
        (error)="address.set(undefined)"
      />
    } @else {
      <ng-content />
    }
  `,
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
    }
    img {
      border-radius: 4px;
      object-fit: cover;
    }
  `,
})
export class Thumbnail {
  readonly entry = input.required<ThumbnailFile>();
  /** Side length in CSS pixels. */
  readonly size = input(20);

  protected readonly address = signal<string | undefined>(undefined);
  readonly #thumbnails = inject(Thumbnails);
  readonly #isInSight = signal(false);

  constructor() {
    const observer = new IntersectionObserver(([entry]) => this.#isInSight.set(entry?.isIntersecting === true));
    observer.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => observer.disconnect());
    effect((onCleanup) => {
      const entry = this.entry();
      const isInSight = this.#isInSight();
      untracked(() => this.address.set(this.#thumbnails.ready(entry)));
      if (!isInSight || untracked(this.address) !== undefined || !this.#thumbnails.isWanted(entry)) return;
      const stop = new AbortController();
      const timer = setTimeout(() => void this.#load(entry, stop.signal), dwellMs);
      onCleanup(() => {
        clearTimeout(timer);
        stop.abort();
      });
    });
  }

  async #load(entry: ThumbnailFile, signal: AbortSignal): Promise<void> {
    try {
      const address = await this.#thumbnails.of(entry, signal);
      if (!signal.aborted) this.address.set(address);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
