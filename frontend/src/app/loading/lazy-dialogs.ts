import { DOCUMENT, inject, Injectable, type Type } from '@angular/core';
import { MatDialog, MatDialogConfig, type MatDialogRef } from '@angular/material/dialog';

import { PageOwner } from '../api/page-owner.ts';
import { holdKeys } from './held-keys.ts';
import { MissingCode } from './missing-code.ts';

/** Says how a dialog comes, where it is not a person who asks for it and waits for it. */
export interface Opening {
  /** Says whether the dialog is still wanted when its code has arrived. */
  readonly isWanted?: () => boolean;
  /** The dialog comes by itself: no key was for it, so none is kept. */
  readonly comesByItself?: boolean;
  /** The dialog asks about something that is under way: what a person asks for meanwhile does not take its place. */
  readonly mustBeAnswered?: boolean;
}

/** Opens dialogs whose code is loaded on demand. */
@Injectable({ providedIn: 'root' })
export class LazyDialogs {
  readonly #dialog = inject(MatDialog);
  readonly #owner = inject(PageOwner);
  readonly #missing = inject(MissingCode);
  readonly #window = inject(DOCUMENT).defaultView;

  /** The last opening that a person has asked for. */
  #last: object | undefined;

  /**
   * Loads a dialog and opens it. Resolves with `undefined` when its code did not arrive, which the person is told; when the
   * page is somebody else's by then; when `isWanted` says no; and when the person has asked for a dialog again meanwhile, as
   * with a double click: the last wish is the one that counts. Keys do nothing to what is behind the dialog while its code is
   * on its way, for a few seconds at most.
   */
  async open<Dialog, Data, Result>(
    load: () => Promise<Type<Dialog>>,
    config: Partial<MatDialogConfig<Data>>,
    opening: Opening = {},
  ): Promise<MatDialogRef<Dialog, Result> | undefined> {
    const isMine = this.#owner.claim();
    const isLast = this.#claim(opening);
    let dialog;
    const release = this.#window && !opening.comesByItself ? holdKeys(this.#window) : () => undefined;
    try {
      dialog = await load();
    } catch (error) {
      if (isMine()) this.#missing.tell(error, this);
      return undefined;
    } finally {
      release();
    }
    this.#missing.arrived(this);
    if (!isMine() || !isLast() || opening.isWanted?.() === false) return undefined;
    // The next key is about the dialog: it gets the focus when it is there, not when its animation has ended.
    const atOnce = { delayFocusTrap: false };
    return this.#dialog.open<Dialog, Data, Result>(dialog, Object.assign(new MatDialogConfig<Data>(), atOnce, config));
  }

  /** Returns a function that says whether this is still the last opening that a person has asked for. */
  #claim({ mustBeAnswered }: Opening): () => boolean {
    if (mustBeAnswered) return () => true;
    const mine = {};
    this.#last = mine;
    return () => this.#last === mine;
  }
}
