import { Component, computed, inject, input, viewChild } from '@angular/core';

import { FILE_ACTIONS } from '../files/file-actions.ts';
import { FilesPage } from '../files/files-page.ts';
import { DropZone } from '../upload/intake/drop-zone.ts';
import { UploadButtons } from '../upload/intake/upload-buttons.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';
import { UnfinishedUploads } from '../upload/tray/unfinished-uploads.ts';
import { UploadTray } from '../upload/tray/upload-tray.ts';
import { OfflineBanner } from './offline-banner.ts';
import { PageTitle } from './page-title.ts';
import { SessionWatch } from './session-watch.ts';
import { UnloadGuard } from './unload-guard.ts';
import { WorkspaceActions } from './workspace-actions.ts';
import { WorkspaceHeader } from './workspace-header.ts';

/** The main page: the current folder and the uploads in progress. */
@Component({
  selector: 'airlock-workspace-page',
  providers: [{ provide: FILE_ACTIONS, useClass: WorkspaceActions }],
  imports: [DropZone, FilesPage, OfflineBanner, UploadButtons, UploadTray, WorkspaceHeader],
  template: `
    <airlock-workspace-header (skip)="files().focusList()" />
    <airlock-offline-banner />
    <main id="content">
      <airlock-files-page [folder]="path()">
        <airlock-upload-buttons [folder]="path()" />
      </airlock-files-page>
    </main>
    <airlock-drop-zone [folder]="path()" />
    @if (hasTray()) {
      <airlock-upload-tray />
    }
  `,
  host: { '[class.with-tray]': 'hasTray()' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      height: 100dvh;
    }
    :host(.with-tray) {
      --airlock-tray-space: min(440px, 55dvh);
    }
    main {
      flex: 1;
      min-height: 0;
    }
  `,
})
export class WorkspacePage {
  /** The folder in the address. A link may contain decomposed letters or an extra slash. */
  readonly folder = input<string>();

  protected readonly path = computed(() => (this.folder() ?? '').normalize('NFC').replace(/^\/+|\/+$/g, ''));
  readonly #rows = inject(UploadRows);
  readonly #unfinished = inject(UnfinishedUploads);
  protected readonly hasTray = computed(() => this.#rows.all().length > 0 || this.#unfinished.any());
  protected readonly files = viewChild.required(FilesPage);

  constructor() {
    inject(PageTitle).follow(this.path);
    inject(UnloadGuard).arm();
    inject(SessionWatch).start();
    this.#unfinished.follow();
  }
}
