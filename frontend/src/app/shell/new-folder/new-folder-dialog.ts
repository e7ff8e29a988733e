import { Component, computed, DestroyRef, ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { API_CLIENT } from '../../api/api-client.ts';
import { toApiError, type ApiError } from '../../api/api-error.ts';
import { PageOwner } from '../../api/page-owner.ts';
import { mayHaveHappened } from '../../changes/change-request.ts';
import { FolderChanges } from '../../changes/folder-changes.ts';
import { nameOf } from '../../format/name-of.ts';
import { Notices } from '../../notices/notices.ts';
import { filesText } from '../../text/files-text.ts';
import { newText } from '../../text/new-text.ts';
import { text } from '../../text/text.ts';
import { newFolderNameProblem, newFolderPath } from './new-folder-name.ts';

/**
 * Asks for the name of a new folder and creates it. Its data is the path of the folder in which it is made. Whoever closes it
 * while the server works still sees the folder, or is told why there is none.
 */
@Component({
  selector: 'airlock-new-folder-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  templateUrl: './new-folder-dialog.html',
  styleUrl: './new-folder-dialog.scss',
})
export class NewFolderDialog {
  protected readonly text = newText.dialog;
  readonly #folder = inject<string>(MAT_DIALOG_DATA);
  protected readonly where = nameOf(this.#folder) || filesText.root;
  protected readonly typed = signal('');
  protected readonly busy = signal(false);
  /** Whether the person has asked for the folder: an empty field is wrong only then. */
  readonly #isAsked = signal(false);
  /** Why the server did not create the folder of the name that stands in the field. */
  readonly #refusal = signal('');
  protected readonly problem = computed(() => {
    if (this.typed().trim() === '' && !this.#isAsked()) return '';
    return newFolderNameProblem(this.#folder, this.typed()) ?? this.#refusal();
  });
  readonly #client = inject(API_CLIENT);
  readonly #owner = inject(PageOwner);
  readonly #changes = inject(FolderChanges);
  readonly #notices = inject(Notices);
  readonly #dialog = inject<MatDialogRef<NewFolderDialog>>(MatDialogRef);
  readonly #destroyed = inject(DestroyRef);
  /** Paths whose answers were lost. The folder may be there. */
  readonly #lost = new Set<string>();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected type(typed: string): void {
    this.typed.set(typed);
    this.#isAsked.set(false);
    this.#refusal.set('');
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.#isAsked.set(true);
    if (this.busy()) return;
    if (newFolderNameProblem(this.#folder, this.typed()) === undefined) await this.#create();
    if (!this.#destroyed.destroyed) this.field().nativeElement.focus();
  }

  async #create(): Promise<void> {
    const path = newFolderPath(this.#folder, this.typed());
    const isMine = this.#owner.claim();
    this.busy.set(true);
    this.#refusal.set('');
    const error = await this.#ask(path);
    this.busy.set(false);
    if (!isMine()) return;
    if (error) this.#refuse(error, path);
    else this.#show(`${path}/`);
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

  #refuse(error: ApiError, path: string): void {
    const isTaken = error.code === 'already-exists';
    const why = isTaken ? this.text.taken : text.calls[error.code];
    const told = mayHaveHappened(error) ? this.text.uncertain : this.text.failed;
    if (this.#destroyed.destroyed) this.#notices.say(told(nameOf(path), why));
    else this.#refusal.set(isTaken ? why : told(nameOf(path), why));
  }

  /** Closes, and lets the list show the folder. The dialog gives the focus back when it closes, so the list comes after. */
  #show(folder: string): void {
    const announce = () => this.#changes.announceCreated(folder);
    if (this.#destroyed.destroyed) {
      announce();
      return;
    }
    this.#dialog.afterClosed().subscribe(announce);
    this.#dialog.close();
  }
}
