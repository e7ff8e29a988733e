import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import { iconOf, type Entry } from '../../files/entry.ts';
import { nameOf } from '../../format/name-of.ts';
import { Icon } from '../../icons/icon.ts';
import { filesText } from '../../text/files-text.ts';
import { organiseText } from '../../text/organise-text.ts';
import { sized, TakenFiles } from './taken-files.ts';

/** The entries whose names are taken in a folder. */
export interface TakenNames {
  readonly entries: readonly Entry[];
  readonly folder: string;
  /** What else was left, and why, a sentence each. */
  readonly alsoFailed: readonly string[];
}

type Choice = 'keep-both' | 'skip';

/** Shows each name that is taken with both files, and asks what to do. It closes with the entries to keep beside the others. */
@Component({
  selector: 'airlock-conflict-dialog',
  imports: [Icon, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  providers: [TakenFiles],
  templateUrl: './conflict-dialog.html',
  styleUrl: './conflict-dialog.scss',
})
export class ConflictDialog {
  protected readonly text = organiseText.conflicts;
  protected readonly cancel = organiseText.cancel;
  protected readonly choices = [
    { value: 'keep-both', label: this.text.keepBoth },
    { value: 'skip', label: this.text.skip },
  ] as const;
  protected readonly taken = inject<TakenNames>(MAT_DIALOG_DATA);
  protected readonly folderName = this.taken.folder === '' ? filesText.root : nameOf(this.taken.folder);
  protected readonly rows = this.taken.entries.map((entry, index) => ({
    entry,
    group: `airlock-conflict-${index}`,
    icon: iconOf(entry),
    coming: entry.kind === 'folder' ? this.text.folder : sized(entry.sizeBytes, entry.modifiedAt),
  }));
  readonly #files = inject(TakenFiles);
  readonly #chosen = signal<ReadonlyMap<string, Choice>>(
    new Map(this.taken.entries.map(({ path }) => [path, 'keep-both'])),
  );
  /** The choice that all rows have; `undefined` when they differ. */
  protected readonly common = computed(() => {
    const values = new Set(this.#chosen().values());
    return values.size === 1 ? [...values][0] : undefined;
  });
  readonly #dialog = inject<MatDialogRef<ConflictDialog, readonly Entry[]>>(MatDialogRef);

  constructor() {
    void this.#files.ask(this.taken.entries, this.taken.folder);
  }

  protected thereNow(path: string): string {
    return this.#files.told().get(path) ?? this.text.loading;
  }

  protected choiceOf(path: string): Choice | undefined {
    return this.#chosen().get(path);
  }

  protected choose(path: string, choice: Choice): void {
    this.#chosen.update((chosen) => new Map(chosen).set(path, choice));
  }

  protected chooseAll(choice: Choice): void {
    this.#chosen.set(new Map(this.taken.entries.map(({ path }) => [path, choice])));
  }

  protected goOn(): void {
    this.#dialog.close(this.taken.entries.filter(({ path }) => this.choiceOf(path) === 'keep-both'));
  }
}
