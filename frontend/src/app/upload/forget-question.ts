import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import { PageOwner } from '../api/page-owner.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { loadCode } from '../loading/load-code.ts';
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
  readonly #dialogs = inject(LazyDialogs);

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
    const isMine = this.#owner.claim();
    const dialog = await this.#dialogs.open<ForgetDialog, UploadsToForget, ForgetChoice>(
      async () => (await loadCode(() => import('./forget-dialog.ts'))).ForgetDialog,
      { data: uploads, maxWidth: 'min(560px, 92vw)', autoFocus: '.keep' },
      { mustBeAnswered: true },
    );
    if (dialog) return firstValueFrom(dialog.afterClosed());
    // Without its code, as without a network, nobody could sign out. Keeping the uploads loses nothing.
    return isMine() ? 'keep' : undefined;
  }
}
