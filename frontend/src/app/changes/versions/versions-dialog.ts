import { Component, computed, DestroyRef, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { FileVersion } from '@airlock/contract';

import { formatBytes, formatDay, formatTime } from '../../format/format.ts';
import { nameOf } from '../../format/name-of.ts';
import { Icon } from '../../icons/icon.ts';
import { text } from '../../text/text.ts';
import { versionsText } from '../../text/versions-text.ts';
import { ListSkeleton } from '../list-skeleton.ts';
import { LoadFailure } from '../load-failure.ts';
import { FileVersions } from './file-versions.ts';

/** The file whose versions are shown. */
export interface VersionedFile {
  readonly path: string;
  /** Starts the download of one version. */
  readonly download: (versionId: string) => void;
}

interface VersionRow {
  readonly version: FileVersion;
  readonly when: string;
  readonly size: string;
}

/** A dialog with the versions of a file: each can be downloaded, and an earlier one restored. */
@Component({
  selector: 'airlock-versions-dialog',
  imports: [
    Icon,
    ListSkeleton,
    LoadFailure,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatIconButton,
  ],
  providers: [FileVersions],
  templateUrl: './versions-dialog.html',
  styleUrl: './versions-dialog.scss',
})
export class VersionsDialog {
  protected readonly text = versionsText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly file = inject<VersionedFile>(MAT_DIALOG_DATA);
  protected readonly name = nameOf(this.file.path);
  protected readonly versions = inject(FileVersions);
  protected readonly rows = computed(() => this.versions.list.items().map(rowOf));
  protected readonly problem = computed(() => {
    const error = this.versions.error();
    if (!error) return undefined;
    return error.code === 'changed-meanwhile' ? this.text.changed : this.text.restoreFailed(text.calls[error.code]);
  });
  readonly #dialog = inject<MatDialogRef<VersionsDialog>>(MatDialogRef);

  constructor() {
    void this.versions.open(this.file.path);
    inject(DestroyRef).onDestroy(() => this.versions.list.close());
  }

  protected async restore({ version, when }: VersionRow): Promise<void> {
    if (await this.versions.restore(version, when)) this.#dialog.close();
  }
}

function rowOf(version: FileVersion): VersionRow {
  const when = versionsText.when(formatDay(version.storedAt), formatTime(version.storedAt));
  return { version, when, size: version.sizeBytes === undefined ? '' : formatBytes(version.sizeBytes) };
}
