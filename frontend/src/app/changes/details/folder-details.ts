import { Component, computed, DestroyRef, effect, inject, input, signal, untracked, type Signal } from '@angular/core';
import { MatButton } from '@angular/material/button';

import { FolderSizes, type FolderSize } from '../../files/folder-sizes.ts';
import { formatBytes } from '../../format/format.ts';
import { detailsText } from '../../text/details-text.ts';
import { text } from '../../text/text.ts';

/** What is known about a folder. Its size is counted when a person asks for it: of a large folder that takes a while. */
@Component({
  selector: 'airlock-folder-details',
  imports: [MatButton],
  template: `
    <dl>
      <dt>{{ text.type }}</dt>
      <dd>{{ text.folder }}</dd>
      <dt>{{ text.size }}</dt>
      <dd>
        @if (words(); as sentence) {
          {{ sentence }}
        } @else {
          <button matButton="tonal" type="button" (click)="count()">{{ text.count }}</button>
        }
        <span class="visually-hidden" role="status">{{ announced() }}</span>
      </dd>
    </dl>
  `,
  styleUrl: './details-list.scss',
})
export class FolderDetails {
  /** Path of the folder with its slash; empty for the top folder. */
  readonly folder = input.required<string>();

  protected readonly text = detailsText;
  readonly #sizes = inject(FolderSizes);
  readonly #size = signal<Signal<FolderSize> | undefined>(undefined);
  #stop = new AbortController();
  protected readonly words = computed(() => {
    const size = this.#size()?.();
    if (!size) return undefined;
    const sum = detailsText.sized(size.fileCount, formatBytes(size.totalBytes));
    if (size.kind === 'counted') return sum;
    return size.kind === 'counting'
      ? detailsText.soFar(sum)
      : detailsText.failed(size.error ? text.calls[size.error.code] : '');
  });
  /** What is told to screen readers: that the count has begun, and how it ended. The sums on the way are only shown. */
  protected readonly announced = computed(() =>
    this.#size()?.().kind === 'counting' ? detailsText.counting : (this.words() ?? ''),
  );

  constructor() {
    effect(() => {
      this.folder();
      untracked(() => this.#forget());
    });
    inject(DestroyRef).onDestroy(() => this.#stop.abort());
  }

  protected count(): void {
    this.#size.set(this.#sizes.measure(this.folder(), this.#stop.signal));
  }

  #forget(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#size.set(undefined);
  }
}
