import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenuTrigger } from '@angular/material/menu';

import { formatBytes } from '../format/format.ts';
import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { ActionMenu } from './actions/action-menu.ts';
import { targetOf, theSelection, type ActionScope, type ChosenAction } from './actions/action-subject.ts';
import { FILE_ACTION_TABLE, type FileActionId } from './actions/file-action.ts';

/** The actions that have a button of their own, where there is room for them. All are in the menu. */
const prominent: readonly FileActionId[] = ['download', 'download-zip', 'move', 'copy', 'delete'];

/** The actions on the selected files and folders. */
@Component({
  selector: 'airlock-selection-bar',
  imports: [ActionMenu, Icon, MatButton, MatIconButton, MatMenuTrigger],
  template: `
    <div class="bar" role="toolbar" [attr.aria-label]="text.actions">
      <button matIconButton type="button" [attr.aria-label]="text.clearSelection" (click)="cleared.emit()">
        <airlock-icon name="clear" />
      </button>
      <strong role="status">{{ waits() ? text.waiting : count() }}</strong>
      @if (size(); as size) {
        <span class="size">{{ size }}</span>
      }
      <span class="space"></span>
      @for (action of buttons(); track action.id) {
        <button
          matButton
          type="button"
          class="brief"
          data-once
          [class]="action.id"
          [disabled]="waits()"
          [attr.aria-label]="action.label"
          [title]="action.label"
          (click)="chosen.emit({ action, subject })"
        >
          <airlock-icon matButtonIcon [name]="action.icon" [size]="18" />
          <span class="word">{{ action.label }}</span>
        </button>
      }
      <button
        matIconButton
        type="button"
        [matMenuTriggerFor]="menu.menu()"
        [matMenuTriggerData]="{ subject }"
        [disabled]="waits()"
        [attr.aria-label]="text.moreSelected"
        [title]="text.more"
      >
        <airlock-icon name="more" />
      </button>
    </div>
    <airlock-action-menu #menu [scope]="scope()" (chosen)="chosen.emit($event)" />
  `,
  styleUrl: './selection-bar.scss',
})
export class SelectionBar {
  readonly scope = input.required<ActionScope>();
  /** Whether the selected entries are all that is selected, and not only what has been loaded of it so far. */
  readonly isComplete = input(true);
  /** Whether an action waits for the rest of the folder to load. */
  readonly waits = input(false);
  readonly cleared = output();
  readonly chosen = output<ChosenAction>();

  protected readonly text = filesText;
  protected readonly subject = theSelection;
  readonly #table = inject(FILE_ACTION_TABLE);
  protected readonly count = computed(() => {
    const { selected } = this.scope();
    const folders = selected.reduce((sum, { kind }) => (kind === 'folder' ? sum + 1 : sum), 0);
    return filesText.selected(folders, selected.length - folders, this.isComplete());
  });
  /** How large the selected files are; `undefined` where nobody knows it without asking, as of folders. */
  protected readonly size = computed(() => {
    const { selected } = this.scope();
    const files = selected.filter((entry) => entry.kind === 'file');
    if (!this.isComplete() || files.length < selected.length) return undefined;
    return formatBytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  });
  protected readonly buttons = computed(() => {
    const target = targetOf(theSelection, this.scope());
    return prominent.flatMap((id) => this.#table.filter((action) => action.id === id && action.offers(target)));
  });
}
