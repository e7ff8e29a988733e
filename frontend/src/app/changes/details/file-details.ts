import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';

import type { FileEntry } from '../../files/entry.ts';
import { formatBytes, formatDay, formatTime } from '../../format/format.ts';
import { plain } from '../../text/count.ts';
import { detailsText } from '../../text/details-text.ts';
import { text } from '../../text/text.ts';
import { VersionList } from '../versions/version-list.ts';
import { StoredFacts } from './stored-facts.ts';

/** What is known about one file, with its versions. */
@Component({
  selector: 'airlock-file-details',
  imports: [MatButton, VersionList],
  providers: [StoredFacts],
  template: `
    @let item = file();
    <dl>
      <dt>{{ text.size }}</dt>
      <dd>
        {{ size() }} <span class="exact">{{ exact() }}</span>
      </dd>
      <dt>{{ text.stored }}</dt>
      <dd>{{ stored() }}</dd>
      <dt>{{ text.type }}</dt>
      <dd>{{ type() }}</dd>
      <dt>{{ text.checksum }}</dt>
      <dd class="code">{{ checksum() }}</dd>
    </dl>
    <button matButton type="button" [attr.aria-expanded]="areShown()" (click)="areShown.set(!areShown())">
      {{ areShown() ? text.hideVersions : text.showVersions }}
    </button>
    @if (areShown()) {
      <airlock-version-list [path]="item.path" [etag]="item.etag" (download)="download.emit($event)" />
    }
  `,
  styleUrl: './details-list.scss',
})
export class FileDetails {
  readonly file = input.required<FileEntry>();
  /** Emits the id of a version that is to be downloaded. */
  readonly download = output<string>();

  protected readonly text = detailsText;
  protected readonly areShown = signal(false);
  protected readonly size = computed(() => formatBytes(this.file().sizeBytes));
  /** The size to the byte, where the short form rounds it. */
  protected readonly exact = computed(() => {
    const { sizeBytes } = this.file();
    return sizeBytes < 1000 ? '' : detailsText.exactly(plain(sizeBytes));
  });
  protected readonly stored = computed(() => {
    const { modifiedAt } = this.file();
    return `${formatDay(modifiedAt)}, ${formatTime(modifiedAt)}`;
  });
  readonly #facts = inject(StoredFacts);
  protected readonly type = computed(() => this.#told(({ contentType }) => contentType));
  protected readonly checksum = computed(() => this.#told(({ crc64nvme }) => crc64nvme ?? detailsText.noChecksum));
  /** Path and version: a list that was loaded again has other objects for the same files. */
  readonly #shown = computed(() => `${this.file().path}\n${this.file().etag}`);

  constructor() {
    effect(() => {
      this.#shown();
      untracked(() => void this.#facts.ask(this.file().path));
    });
  }

  #told(tell: (facts: { contentType: string; crc64nvme?: string | undefined }) => string): string {
    const state = this.#facts.state();
    if (state.kind === 'known') return tell(state.facts);
    return state.kind === 'loading' ? detailsText.loading : detailsText.failed(text.calls[state.error.code]);
  }
}
