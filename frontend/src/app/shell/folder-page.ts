import { Component, computed, inject, input } from '@angular/core';
import { pathProblem } from '@airlock/contract';

import { DetailsVisibility } from '../changes/details-visibility.ts';
import { DetailsPane } from '../changes/details/details-pane.ts';
import { Downloads } from '../download/downloads.ts';
import { FilesPage } from '../files/files-page.ts';
import { folderOf, folderParam } from '../files/folder-path.ts';
import { filesText } from '../text/files-text.ts';
import { DropZone } from '../upload/intake/drop-zone.ts';
import { NewMenu } from './new-menu.ts';

/** The page "My files": the current folder, and what uploads into it. */
@Component({
  selector: 'airlock-folder-page',
  imports: [DetailsPane, DropZone, FilesPage, NewMenu],
  template: `
    @let into = target();
    <airlock-files-page #page [folder]="path()">
      @if (into !== undefined) {
        <airlock-new-menu [folder]="into" />
      } @else {
        <span class="refused">{{ noUpload }}</span>
      }
    </airlock-files-page>
    @if (details.isOpen()) {
      <airlock-details-pane
        [target]="page.target()"
        (closed)="page.focusList()"
        (download)="downloads.downloadVersion($event.path, $event.versionId)"
      />
    }
    @if (into !== undefined) {
      <airlock-drop-zone [folder]="into" />
    }
  `,
  styles: `
    :host {
      display: flex;
      height: 100%;
    }
    airlock-files-page {
      flex: 1;
      min-width: 0;
    }
    .refused {
      max-width: 40ch;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class FolderPage {
  /** The folder in the address. */
  readonly folder = input<string>();

  protected readonly details = inject(DetailsVisibility);
  protected readonly downloads = inject(Downloads);
  protected readonly noUpload = filesText.noUpload;
  protected readonly path = computed(() => folderOf(this.folder()));
  /** Where files are uploaded to; `undefined` in a folder whose name no new file may have in its path. */
  protected readonly target = computed(() => {
    const target = folderParam(this.path()) ?? '';
    return target === '' || pathProblem(target) === undefined ? target : undefined;
  });
}
