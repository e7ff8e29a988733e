import { inject, Injectable } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

import { PageOwner } from '../api/page-owner.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import type { ForgetChoice, ForgetDialog, UploadsToForget } from './forget-dialog.ts';
import { BrowserUploadQueue } from './browser-upload-queue.ts';
import { UploadRows } from './rows/upload-rows.ts';
import { AllUploads } from './tray/all-uploads.ts';

/** Asks before a sign-out whether this computer is to remember the unfinished uploads. */
@Injectable({ providedIn: 'root' })
export class ForgetQuestion {
  readonly #queue = inject(BrowserUploadQueue);
  readonly #all = inject(AllUploads);
  readonly #rows = inject(UploadRows);
  readonly #owner = inject(PageOwner);
  readonly #dialog = inject(MatDialog);

  constructor() {
    inject(SignOutWork).ask(() => this.#ask());
  }

  /** Resolves with `false` when the person would rather stay signed in. */
  async #ask(): Promise<boolean> {
    const userId = this.#owner.userId();
    if (userId === undefined) return true;
    const kept = await this.#queue.keptBy(userId);
    if (kept === 0) return true;
    const choice = await this.#chosen({ kept, running: this.#rows.totals().active });
    if (choice === 'forget') await this.#all.forget(userId);
    return choice !== undefined;
  }

  async #chosen(uploads: UploadsToForget): Promise<ForgetChoice | undefined> {
    const { ForgetDialog } = await import('./forget-dialog.ts');
    const look = { data: uploads, maxWidth: 'min(560px, 92vw)', autoFocus: '.keep' };
    const config = Object.assign(new MatDialogConfig<UploadsToForget>(), look);
    return firstValueFrom(
      this.#dialog.open<ForgetDialog, UploadsToForget, ForgetChoice>(ForgetDialog, config).afterClosed(),
    );
  }
}
