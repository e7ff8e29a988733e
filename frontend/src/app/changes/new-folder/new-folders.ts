import { DestroyRef, inject, Injectable, signal } from '@angular/core';

import { API_CLIENT } from '../../api/api-client.ts';
import { toApiError, type ApiError } from '../../api/api-error.ts';
import { PageOwner } from '../../api/page-owner.ts';
import { nameOf } from '../../format/name-of.ts';
import { Notices } from '../../notices/notices.ts';
import { newText } from '../../text/new-text.ts';
import { text } from '../../text/text.ts';
import { mayHaveHappened } from '../change-request.ts';
import { newFolderNameProblem, newFolderPath } from './new-folder-name.ts';

const words = newText.dialog;

/**
 * Makes folders for a dialog, which provides it. A dialog that is closed while the server works leaves it to a notice to say
 * why there is no folder.
 */
@Injectable()
export class NewFolders {
  readonly #client = inject(API_CLIENT);
  readonly #owner = inject(PageOwner);
  readonly #notices = inject(Notices);
  readonly #dialog = inject(DestroyRef);
  readonly #isBusy = signal(false);
  readonly #refusal = signal('');
  /** Paths whose answers were lost. The folder may be there. */
  readonly #lost = new Set<string>();

  readonly isBusy = this.#isBusy.asReadonly();
  /** Why the folder that was asked for last was not made; empty while nothing was refused. */
  readonly refusal = this.#refusal.asReadonly();

  /** Forgets why the last folder was not made, because another name is typed. */
  forget(): void {
    this.#refusal.set('');
  }

  /**
   * Makes a folder in `folder`. Resolves with its path when it is there, and with `undefined` when it was refused, or when
   * the page has passed to somebody else.
   */
  async create(folder: string, typed: string): Promise<string | undefined> {
    this.#refusal.set(newFolderNameProblem(folder, typed) ?? '');
    if (this.#refusal() !== '' || this.#isBusy()) return undefined;
    const path = newFolderPath(folder, typed);
    const isMine = this.#owner.claim();
    this.#isBusy.set(true);
    const error = await this.#ask(path);
    this.#isBusy.set(false);
    if (!isMine()) return undefined;
    if (error) this.#refuse(error, nameOf(path));
    return error ? undefined : `${path}/`;
  }

  /** Asks the server for the folder. Resolves with why there is none, or with `undefined` when it is there. */
  async #ask(path: string): Promise<ApiError | undefined> {
    try {
      await this.#client.createFolder({ path }, undefined, { keepalive: true });
      return undefined;
    } catch (thrown) {
      const error = toApiError(thrown);
      // An earlier attempt whose answer was lost has made it: it is what the person asked for.
      if (error.code === 'already-exists' && this.#lost.has(path)) return undefined;
      if (mayHaveHappened(error)) this.#lost.add(path);
      return error;
    }
  }

  #refuse(error: ApiError, name: string): void {
    const isTaken = error.code === 'already-exists';
    const why = isTaken ? words.taken : text.calls[error.code];
    const told = mayHaveHappened(error) ? words.uncertain : words.failed;
    if (this.#dialog.destroyed) this.#notices.say(told(name, why));
    else this.#refusal.set(isTaken ? why : told(name, why));
  }
}
