import { Component, ElementRef, inject, input, viewChild } from '@angular/core';

import { PageOwner } from '../../api/page-owner.ts';
import { fromInput } from './chosen-files.ts';
import { pickFiles } from './file-handles.ts';
import { takeHandles } from './take-handles.ts';
import { UploadIntake } from './upload-intake.ts';

/**
 * Opens the dialogs of the system in which a person chooses files, or a whole folder, for a folder. It shows nothing itself:
 * the menu of new things calls it.
 */
@Component({
  selector: 'airlock-upload-picker',
  template: `
    <input #folderInput hidden type="file" webkitdirectory multiple tabindex="-1" (change)="add(folderInput)" />
    <input #filesInput hidden type="file" multiple tabindex="-1" data-testid="files-input" (change)="add(filesInput)" />
  `,
})
export class UploadPicker {
  /** Path of the folder into which the files are uploaded. */
  readonly folder = input.required<string>();

  readonly #intake = inject(UploadIntake);
  readonly #owner = inject(PageOwner);
  private readonly folderInput = viewChild.required<ElementRef<HTMLInputElement>>('folderInput');
  private readonly filesInput = viewChild.required<ElementRef<HTMLInputElement>>('filesInput');

  async chooseFiles(): Promise<void> {
    const folder = this.folder();
    const isMine = this.#owner.claim();
    const picked = await pickFiles(window, true);
    if (picked.kind === 'unsupported') this.filesInput().nativeElement.click();
    if (picked.kind !== 'picked' || !isMine()) return;
    await this.#intake.addFound(folder, (taker) => takeHandles(picked.handles, taker));
  }

  chooseFolder(): void {
    this.folderInput().nativeElement.click();
  }

  protected add(input: HTMLInputElement): void {
    void this.#intake.add(fromInput(input.files ?? []), this.folder());
    // Without this, choosing the same file again would fire no change event.
    input.value = '';
  }
}
