import { afterNextRender, Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import type { Entry } from '../../files/entry.ts';
import { organiseText } from '../../text/organise-text.ts';
import { endingWarning, nameProblem, stemLength } from './name-problem.ts';

/** What the dialog is opened with. */
export interface Renaming {
  readonly entry: Entry;
  /** Paths that are known in the folder. */
  readonly taken: ReadonlySet<string>;
  /** The name that was typed before and that the server has refused as taken. */
  readonly refused?: string | undefined;
}

/** Asks for another name of a file or folder. It closes with the name. */
@Component({
  selector: 'airlock-rename-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  templateUrl: './rename-dialog.html',
  styleUrl: './rename-dialog.scss',
})
export class RenameDialog {
  protected readonly text = organiseText;
  protected readonly renaming = inject<Renaming>(MAT_DIALOG_DATA);
  protected readonly name = signal(this.renaming.refused ?? this.renaming.entry.name);
  /** Whether the person has tried to save a name that is not allowed. An empty field is no mistake before that. */
  protected readonly isTried = signal(this.renaming.refused !== undefined);
  readonly #problem = computed(() => {
    const { entry, taken, refused } = this.renaming;
    return this.name() === refused ? this.text.rename.taken : nameProblem(entry, this.name(), taken);
  });
  protected readonly problem = computed(() => {
    const isTyped = this.name() !== this.renaming.entry.name && this.name() !== '';
    return this.isTried() || isTyped ? this.#problem() : undefined;
  });
  protected readonly warning = computed(() =>
    this.#problem() === undefined ? endingWarning(this.renaming.entry, this.name()) : undefined,
  );
  readonly #dialog = inject<MatDialogRef<RenameDialog, string>>(MatDialogRef);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    afterNextRender(() => {
      const field = this.field().nativeElement;
      field.focus();
      field.setSelectionRange(0, stemLength({ kind: this.renaming.entry.kind, name: field.value }));
    });
  }

  /** Takes over what was typed. New names are in normal form C, whatever the keyboard sends. */
  protected type(typed: string): void {
    this.name.set(typed.normalize('NFC'));
  }

  /** Closes with the name. A name that stays the same changes nothing. */
  protected save(): void {
    this.isTried.set(true);
    if (this.name() === this.renaming.entry.name) this.#dialog.close();
    else if (this.#problem() === undefined) this.#dialog.close(this.name());
    else this.field().nativeElement.focus();
  }
}
