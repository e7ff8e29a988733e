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

import { FolderChanges } from '../../changes/folder-changes.ts';
import { newFolderNameProblem } from '../../changes/new-folder/new-folder-name.ts';
import { NewFolders } from '../../changes/new-folder/new-folders.ts';
import { nameOf } from '../../format/name-of.ts';
import { filesText } from '../../text/files-text.ts';
import { newText } from '../../text/new-text.ts';

/**
 * Asks for the name of a new folder and creates it. Its data is the path of the folder in which it is made. Whoever closes it
 * while the server works still sees the folder, or is told why there is none.
 */
@Component({
  selector: 'airlock-new-folder-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  providers: [NewFolders],
  templateUrl: './new-folder-dialog.html',
  styleUrl: './new-folder-dialog.scss',
})
export class NewFolderDialog {
  protected readonly text = newText.dialog;
  readonly #folder = inject<string>(MAT_DIALOG_DATA);
  protected readonly where = nameOf(this.#folder) || filesText.root;
  protected readonly folders = inject(NewFolders);
  protected readonly typed = signal('');
  /** What is wrong with the name, while it is typed too. An empty field is wrong only when the folder is asked for. */
  protected readonly problem = computed(() => {
    const problem = this.typed().trim() === '' ? undefined : newFolderNameProblem(this.#folder, this.typed());
    return problem ?? this.folders.refusal();
  });
  readonly #changes = inject(FolderChanges);
  readonly #dialog = inject<MatDialogRef<NewFolderDialog>>(MatDialogRef);
  readonly #destroyed = inject(DestroyRef);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected type(typed: string): void {
    this.typed.set(typed);
    this.folders.forget();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.folders.isBusy()) return;
    const created = await this.folders.create(this.#folder, this.typed());
    if (created !== undefined) this.#show(created);
    if (!this.#destroyed.destroyed) this.field().nativeElement.focus();
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
