import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { nameOf } from '../../format/name-of.ts';
import { text } from '../../text/text.ts';
import { versionsText } from '../../text/versions-text.ts';
import { VersionList } from './version-list.ts';

/** The file whose versions are shown. */
export interface VersionedFile {
  readonly path: string;
  /** Starts the download of one version. */
  readonly download: (versionId: string) => void;
}

/** A dialog with the versions of a file. It closes when one of them was restored. */
@Component({
  selector: 'airlock-versions-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, VersionList],
  templateUrl: './versions-dialog.html',
  styleUrl: './versions-dialog.scss',
})
export class VersionsDialog {
  protected readonly text = versionsText;
  protected readonly common = text.common;
  protected readonly file = inject<VersionedFile>(MAT_DIALOG_DATA);
  protected readonly name = nameOf(this.file.path);
  readonly #dialog = inject<MatDialogRef<VersionsDialog>>(MatDialogRef);

  protected close(): void {
    this.#dialog.close();
  }
}
