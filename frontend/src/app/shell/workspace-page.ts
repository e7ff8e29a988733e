import { NgComponentOutlet } from '@angular/common';
import { Component, computed, DestroyRef, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { ACTIVITY_TRANSFERS } from '../changes/activity/activity-transfer.ts';
import { DownloadRows } from '../download/download-rows.ts';
import { Downloads } from '../download/downloads.ts';
import { lazyComponent } from '../loading/lazy-component.ts';
import { loadCode } from '../loading/load-code.ts';
import { NoticeList } from '../notices/notice-list.ts';
import { ForgetQuestion } from '../upload/forget-question.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';
import { UnfinishedUploads } from '../upload/tray/unfinished-uploads.ts';
import { UploadTray } from '../upload/tray/upload-tray.ts';
import { KeysKey } from './keys/keys-key.ts';
import { KeysOpener } from './keys/keys-opener.ts';
import { OfflineBanner } from './offline-banner.ts';
import { PersonDialogs } from './person-dialogs.ts';
import { PageTitle } from './page-title.ts';
import { SessionTransfers } from './session-transfers.ts';
import { SessionWatch } from './session-watch.ts';
import { TrayFrame } from './tray-frame.ts';
import { UnloadGuard } from './unload-guard.ts';
import { workspaceActionProviders } from './workspace-actions.ts';
import { WorkspaceHeader } from './workspace-header.ts';
import { WorkspaceNav } from './workspace-nav.ts';

/** The frame of the app: header, navigation, the page of the address, the uploads in progress, and the notices. */
@Component({
  selector: 'airlock-workspace-page',
  providers: [
    workspaceActionProviders,
    KeysOpener,
    { provide: ACTIVITY_TRANSFERS, useFactory: () => inject(SessionTransfers).all },
  ],
  hostDirectives: [KeysKey],
  imports: [
    NgComponentOutlet,
    NoticeList,
    OfflineBanner,
    RouterOutlet,
    TrayFrame,
    UploadTray,
    WorkspaceHeader,
    WorkspaceNav,
  ],
  template: `
    <airlock-workspace-header (skip)="content.focus()" />
    <airlock-offline-banner />
    <div class="below">
      <airlock-workspace-nav />
      <main #content id="content" tabindex="-1">
        <router-outlet />
      </main>
    </div>
    <div class="trays" airlockTrayFrame>
      @if (hasDownloads()) {
        <ng-container [ngComponentOutlet]="downloadTray() ?? null" />
      }
      @if (hasUploads()) {
        <airlock-upload-tray />
      }
    </div>
    <airlock-notice-list />
  `,
  host: { '[class.with-tray]': 'hasTray()' },
  styleUrl: './workspace-page.scss',
})
export class WorkspacePage {
  readonly #rows = inject(UploadRows);
  readonly #unfinished = inject(UnfinishedUploads);
  readonly #downloads = inject(DownloadRows);
  protected readonly hasUploads = computed(() => this.#rows.all().length > 0 || this.#unfinished.any());
  protected readonly hasDownloads = computed(() => this.#downloads.all().length > 0);
  protected readonly hasTray = computed(() => this.hasUploads() || this.hasDownloads());
  protected readonly downloadTray = lazyComponent(
    this.hasDownloads,
    async () => (await loadCode(() => import('../download/tray/download-tray.ts'))).DownloadTray,
  );
  /** How much of the uploads has been sent, in percent; `undefined` when no upload is in progress. */
  readonly #percent = computed(() => {
    const { active, paused, sentBytes, totalBytes } = this.#rows.totals();
    if (active + paused === 0) return undefined;
    return totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100);
  });

  constructor() {
    const title = inject(PageTitle);
    title.showProgress(this.#percent);
    inject(DestroyRef).onDestroy(() => title.showProgress(() => undefined));
    inject(UnloadGuard).arm();
    inject(Downloads).restore();
    inject(SessionWatch).start();
    inject(PersonDialogs);
    inject(ForgetQuestion);
    // It must hear of the first download, which may be long before somebody opens the page of activity.
    inject(SessionTransfers);
    this.#unfinished.follow();
  }
}
