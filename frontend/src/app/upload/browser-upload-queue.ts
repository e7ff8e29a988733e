import { effect, inject, Injectable, untracked } from '@angular/core';

import { FolderChanges } from '../changes/folder-changes.ts';
import { UploadQueue, type TransferLimits } from '../transfer/queue/upload-queue.ts';
import { KeptRecords } from './kept-records.ts';
import { UploadRows } from './rows/upload-rows.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { UploadLog } from './upload-log.ts';

/** A browser opens six connections to a host. The sixth stays free for previews and downloads while parts are slow. */
const options: TransferLimits = { sendAtOnce: 5, extraAtOnce: 1, hashAhead: 4 };

/** The transfer engine of this page. Its uploads outlive every navigation inside the app, and its rows follow them. */
@Injectable({ providedIn: 'root' })
export class BrowserUploadQueue extends UploadQueue {
  constructor() {
    const rows = inject(UploadRows);
    const changes = inject(FolderChanges);
    const log = inject(UploadLog);
    const kept = inject(KeptRecords);
    super(
      inject(BrowserTransferPorts),
      (upload) => {
        rows.follow(upload);
        log.follow(upload);
        if (upload.state.kind === 'done') changes.announceStored(upload.path);
      },
      options,
    );
    effect(() => {
      if (kept.late() > 0) untracked(() => this.batches.writeAgain());
    });
  }
}
