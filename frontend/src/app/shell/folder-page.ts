import { Component, computed, input } from '@angular/core';

import { FILE_ACTIONS } from '../files/file-actions.ts';
import { FilesPage } from '../files/files-page.ts';
import { DropZone } from '../upload/intake/drop-zone.ts';
import { UploadButtons } from '../upload/intake/upload-buttons.ts';
import { folderOf } from './folder-address.ts';
import { WorkspaceActions } from './workspace-actions.ts';

/** The page "My files": the current folder, and what uploads into it. */
@Component({
  selector: 'airlock-folder-page',
  providers: [{ provide: FILE_ACTIONS, useClass: WorkspaceActions }],
  imports: [DropZone, FilesPage, UploadButtons],
  template: `
    <airlock-files-page [folder]="path()">
      <airlock-upload-buttons [folder]="path()" />
    </airlock-files-page>
    <airlock-drop-zone [folder]="path()" />
  `,
  styles: `
    :host {
      display: block;
      height: 100%;
    }
  `,
})
export class FolderPage {
  /** The folder in the address. */
  readonly folder = input<string>();

  protected readonly path = computed(() => folderOf(this.folder()));
}
