import { inject, Injectable } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';

import { PageOwner } from '../../api/page-owner.ts';
import { Notices } from '../../notices/notices.ts';
import { text } from '../../text/text.ts';
import type { VersionedFile } from './versions-dialog.ts';

/** Opens the dialog with the versions of a file. The dialog is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class VersionsOpener {
  readonly #dialog = inject(MatDialog);
  readonly #notices = inject(Notices);
  readonly #owner = inject(PageOwner);

  /** `download` starts the download of one version. */
  async show(path: string, download: VersionedFile['download']): Promise<void> {
    const isMine = this.#owner.claim();
    try {
      const { VersionsDialog } = await import('./versions-dialog.ts');
      if (!isMine()) return;
      const look = { data: { path, download }, width: 'min(560px, 92vw)', autoFocus: 'dialog' };
      this.#dialog.open(VersionsDialog, Object.assign(new MatDialogConfig<VersionedFile>(), look));
    } catch {
      if (isMine()) this.#notices.say(text.calls.network);
    }
  }
}
