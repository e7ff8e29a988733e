import { Component, computed, DestroyRef, effect, inject, input, output, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { FileVersion } from '@airlock/contract';

import { formatBytes, formatDay, formatTime } from '../../format/format.ts';
import { Icon } from '../../icons/icon.ts';
import { text } from '../../text/text.ts';
import { versionsText } from '../../text/versions-text.ts';
import { ListSkeleton } from '../list-skeleton.ts';
import { LoadFailure } from '../load-failure.ts';
import { FileVersions } from './file-versions.ts';

interface VersionRow {
  readonly version: FileVersion;
  readonly when: string;
  readonly size: string;
}

/** The versions of a file: each can be downloaded, and an earlier one restored. */
@Component({
  selector: 'airlock-version-list',
  imports: [Icon, ListSkeleton, LoadFailure, MatButton, MatIconButton],
  providers: [FileVersions],
  templateUrl: './version-list.html',
  styleUrl: './version-list.scss',
})
export class VersionList {
  readonly path = input.required<string>();
  /** ETag of the file as a list shows it. The versions are loaded again when it changes. */
  readonly etag = input<string>();
  /** Emits the id of a version that is to be downloaded. */
  readonly download = output<string>();
  /** Emits when a version has become the current one. */
  readonly restored = output();

  protected readonly text = versionsText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly versions = inject(FileVersions);
  protected readonly rows = computed(() => this.versions.list.items().map(rowOf));
  protected readonly problem = computed(() => {
    const error = this.versions.error();
    if (!error) return undefined;
    return error.code === 'changed-meanwhile' ? this.text.changed : this.text.restoreFailed(text.calls[error.code]);
  });

  constructor() {
    effect(() => {
      const path = this.path();
      this.etag();
      untracked(() => void this.versions.open(path));
    });
    inject(DestroyRef).onDestroy(() => this.versions.list.close());
  }

  protected async restore({ version, when }: VersionRow): Promise<void> {
    if (await this.versions.restore(version, when)) this.restored.emit();
  }
}

function rowOf(version: FileVersion): VersionRow {
  const when = versionsText.when(formatDay(version.storedAt), formatTime(version.storedAt));
  return { version, when, size: version.sizeBytes === undefined ? '' : formatBytes(version.sizeBytes) };
}
