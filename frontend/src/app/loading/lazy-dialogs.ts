import { DOCUMENT, inject, Injectable, type Type } from '@angular/core';
import { MatDialog, MatDialogConfig, type MatDialogRef } from '@angular/material/dialog';

import { PageOwner } from '../api/page-owner.ts';
import { holdKeys } from './held-keys.ts';
import { MissingCode } from './missing-code.ts';

/** Opens dialogs whose code is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class LazyDialogs {
  readonly #dialog = inject(MatDialog);
  readonly #owner = inject(PageOwner);
  readonly #missing = inject(MissingCode);
  readonly #window = inject(DOCUMENT).defaultView;

  /**
   * Loads a dialog and opens it. Resolves with `undefined` when its code did not arrive, which the person is told, and
   * when the page is somebody else's by then or `isWanted` says no. Keys do nothing to what is behind the dialog while its
   * code is on its way, for a few seconds at most. A dialog with `isWanted` comes by itself: no key was for it, so none is
   * kept.
   */
  async open<Dialog, Data, Result>(
    load: () => Promise<Type<Dialog>>,
    config: Partial<MatDialogConfig<Data>>,
    isWanted?: () => boolean,
  ): Promise<MatDialogRef<Dialog, Result> | undefined> {
    const isMine = this.#owner.claim();
    let dialog;
    const release = this.#window && !isWanted ? holdKeys(this.#window) : () => undefined;
    try {
      dialog = await load();
    } catch (error) {
      if (isMine()) this.#missing.tell(error, this);
      return undefined;
    } finally {
      release();
    }
    this.#missing.arrived(this);
    if (!isMine() || isWanted?.() === false) return undefined;
    // The next key is about the dialog: it gets the focus when it is there, not when its animation has ended.
    const atOnce = { delayFocusTrap: false };
    return this.#dialog.open<Dialog, Data, Result>(dialog, Object.assign(new MatDialogConfig<Data>(), atOnce, config));
  }
}
