import { afterNextRender, Component, computed, ElementRef, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';

import type { Entry } from '../../files/entry.ts';
import { foldersTo } from '../../files/folder-path.ts';
import { nameOf, parentOf } from '../../format/name-of.ts';
import { Icon } from '../../icons/icon.ts';
import { filesText } from '../../text/files-text.ts';
import { organiseText } from '../../text/organise-text.ts';
import { text } from '../../text/text.ts';
import { ListSkeleton } from '../list-skeleton.ts';
import { LoadFailure } from '../load-failure.ts';
import { canBeIn } from '../new-path.ts';
import { NewFolders } from '../new-folder/new-folders.ts';
import { RecentFolders } from '../recent-folders.ts';
import { FolderChoice } from './folder-choice.ts';
import { NewFolderField } from './new-folder-field.ts';

/** What is to be moved or copied, and the folder where the person is. */
export interface Placing {
  readonly verb: 'move' | 'copy';
  readonly entries: readonly Entry[];
  readonly folder: string;
}

/** Lets a person walk to a folder and choose it. It closes with the path of the folder. */
@Component({
  selector: 'airlock-destination-dialog',
  imports: [
    Icon,
    ListSkeleton,
    LoadFailure,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatIconButton,
    NewFolderField,
  ],
  providers: [FolderChoice, NewFolders],
  templateUrl: './destination-dialog.html',
  styleUrl: './destination-dialog.scss',
})
export class DestinationDialog {
  protected readonly text = organiseText.destination;
  protected readonly cancel = organiseText.cancel;
  protected readonly calls = text.calls;
  protected readonly placing = inject<Placing>(MAT_DIALOG_DATA);
  protected readonly words = this.text[this.placing.verb];
  protected readonly title = this.words.title(
    organiseText.what(
      this.placing.entries.length,
      this.placing.entries.length === 1 ? this.placing.entries[0]?.name : undefined,
    ),
  );
  protected readonly choice = inject(FolderChoice);
  protected readonly isNaming = signal(false);
  /** Index of the folder that Tab reaches. */
  protected readonly active = signal(0);
  protected readonly crumbs = computed(() =>
    ['', ...foldersTo(this.choice.at())].map((path) => ({ path, name: nameIn(path) })),
  );
  /** Folders that can be entered: not those that are being moved or copied. */
  protected readonly folders = computed(() => this.choice.folders().filter(({ path }) => this.#canBeIn(path)));
  protected readonly recent = inject(RecentFolders)
    .folders()
    .filter((path) => path !== this.placing.folder && this.#canBeIn(path))
    .map((path) => ({ path, name: nameIn(path) }));
  /** Why nothing can be placed in the folder that is shown; `undefined` when it can. */
  protected readonly refusal = computed(() => {
    const at = this.choice.at();
    const isThere = this.placing.entries.every(({ path }) => parentOf(path) === at);
    if (this.placing.verb === 'move' && isThere) return this.text.isHere;
    return this.choice.isAllowed() ? undefined : organiseText.refusedFolder;
  });
  readonly #dialog = inject<MatDialogRef<DestinationDialog, string>>(MatDialogRef);
  readonly #injector = inject(Injector);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  constructor() {
    void this.choice.open(this.placing.folder);
  }

  protected async open(folder: string): Promise<void> {
    this.active.set(0);
    const opened = this.choice.open(folder);
    this.closeNaming();
    await opened;
  }

  /** Closes the field for a new folder, and focuses the name of the folder that is shown. */
  protected closeNaming(): void {
    this.isNaming.set(false);
    // What has the focus goes away: the field, the button that was pressed, or the name of the folder before.
    afterNextRender(() => this.heading().nativeElement.focus(), { injector: this.#injector });
  }

  protected pressed(event: KeyboardEvent): void {
    const last = this.folders().length - 1;
    const { key } = event;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    const step = steps[key];
    if (key === 'ArrowRight') void this.open(this.folders()[this.active()]?.path ?? this.choice.at());
    else if (key === 'ArrowLeft') void this.open(parentOf(this.choice.at()));
    else if (step !== undefined && last >= 0) this.#focus(Math.min(Math.max(this.active() + step, 0), last));
    else return;
    event.preventDefault();
  }

  protected choose(): void {
    if (this.refusal() === undefined && !this.choice.isCreating()) this.#dialog.close(this.choice.at());
  }

  #focus(index: number): void {
    this.active.set(index);
    this.list()?.nativeElement.querySelectorAll<HTMLElement>('button')[index]?.focus();
  }

  #canBeIn(folder: string): boolean {
    return this.placing.entries.every((entry) => canBeIn(folder, entry));
  }
}

const nameIn = (path: string): string => (path === '' ? filesText.root : nameOf(path) || filesText.noName);
