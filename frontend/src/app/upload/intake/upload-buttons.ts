import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';

import { PageOwner } from '../../api/page-owner.ts';
import { Icon } from '../../icons/icon.ts';
import { filesText } from '../../text/files-text.ts';
import { fromInput } from './chosen-files.ts';
import { pickFiles } from './file-handles.ts';
import { takeHandles } from './take-handles.ts';
import { UploadIntake } from './upload-intake.ts';

/** Buttons to choose files, or a whole folder, for the current folder. */
@Component({
  selector: 'airlock-upload-buttons',
  imports: [Icon, MatButton],
  template: `
    <input #folderInput hidden type="file" webkitdirectory multiple tabindex="-1" (change)="add(folderInput)" />
    <button matButton="outlined" class="folder" [attr.aria-label]="text.uploadFolder" (click)="folderInput.click()">
      <airlock-icon matButtonIcon name="folder-up" [size]="18" /><span class="word">{{ text.uploadFolder }}</span>
    </button>
    <input #filesInput hidden type="file" multiple tabindex="-1" data-testid="files-input" (change)="add(filesInput)" />
    <button matButton="filled" [attr.aria-label]="text.upload" (click)="choose(filesInput)">
      <airlock-icon matButtonIcon name="upload" [size]="18" /><span class="word">{{ text.upload }}</span>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
    }
    @media (max-width: 600px) {
      .word {
        display: none;
      }
      airlock-icon {
        margin: 0;
      }
      button {
        min-width: 48px;
        padding: 0 12px;
      }
    }
  `,
})
export class UploadButtons {
  readonly folder = input.required<string>();

  protected readonly text = filesText;
  readonly #intake = inject(UploadIntake);
  readonly #owner = inject(PageOwner);

  protected async choose(input: HTMLInputElement): Promise<void> {
    const folder = this.folder();
    const isMine = this.#owner.claim();
    const picked = await pickFiles(window, true);
    if (picked.kind === 'unsupported') input.click();
    if (picked.kind !== 'picked' || !isMine()) return;
    await this.#intake.addFound(folder, (taker) => takeHandles(picked.handles, taker));
  }

  protected add(input: HTMLInputElement): void {
    void this.#intake.add(fromInput(input.files ?? []), this.folder());
    // Without this, choosing the same file again would fire no change event.
    input.value = '';
  }
}
