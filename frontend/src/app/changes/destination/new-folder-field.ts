import { afterNextRender, Component, ElementRef, inject, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';

import { organiseText } from '../../text/organise-text.ts';
import { NewFolders } from '../new-folder/new-folders.ts';
import { FolderChoice } from './folder-choice.ts';

/** Asks for the name of a new folder in the folder that is shown, and makes it. */
@Component({
  selector: 'airlock-new-folder-field',
  imports: [MatButton],
  template: `
    <form (submit)="$event.preventDefault(); create()" (keydown.escape)="$event.stopPropagation(); closed.emit()">
      <label class="visually-hidden" for="airlock-new-folder">{{ text.newName }}</label>
      <input
        #field
        id="airlock-new-folder"
        type="text"
        autocomplete="off"
        [placeholder]="text.newName"
        aria-describedby="airlock-new-folder-problem"
        [attr.aria-invalid]="folders.refusal() ? true : null"
        (input)="folders.forget()"
      />
      <button matButton="tonal" type="submit" [disabled]="choice.isCreating()">{{ text.create }}</button>
      <button matButton type="button" (click)="closed.emit()">{{ cancel }}</button>
    </form>
    <p id="airlock-new-folder-problem" aria-live="polite">{{ folders.refusal() }}</p>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    input {
      flex: 1 1 160px;
      min-width: 0;
      min-height: 44px;
      padding: 0 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: transparent;
      font: var(--mat-sys-body-medium);
      color: inherit;
    }
    button {
      min-height: 44px;
    }
    p {
      margin: 4px 0 0;
      font: var(--mat-sys-body-small);
      color: var(--airlock-danger);
    }
  `,
})
export class NewFolderField {
  readonly closed = output();

  protected readonly text = organiseText.destination;
  protected readonly cancel = organiseText.cancel;
  protected readonly choice = inject(FolderChoice);
  protected readonly folders = inject(NewFolders);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    this.folders.forget();
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected async create(): Promise<void> {
    const isThere = await this.choice.create(this.field().nativeElement.value);
    if (isThere) this.closed.emit();
    else this.field().nativeElement.focus();
  }
}
