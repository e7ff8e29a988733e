import { Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';

/** The actions on the selected files. */
@Component({
  selector: 'airlock-selection-bar',
  imports: [Icon, MatButton, MatIconButton],
  template: `
    <div class="bar" role="toolbar" [attr.aria-label]="text.actions">
      <button matIconButton [attr.aria-label]="text.clearSelection" (click)="cleared.emit()">
        <airlock-icon name="clear" />
      </button>
      <strong role="status">{{ waits() ? text.waiting : text.selected(count(), isComplete()) }}</strong>
      <span class="space"></span>
      <button matButton class="brief" [disabled]="waits()" [attr.aria-label]="text.download" (click)="download.emit()">
        <airlock-icon matButtonIcon name="download" [size]="18" />
        <span class="word">{{ text.download }}</span>
      </button>
      <button
        matButton
        class="brief danger"
        [disabled]="waits()"
        [attr.aria-label]="text.delete"
        (click)="delete.emit()"
      >
        <airlock-icon matButtonIcon name="trash" [size]="18" />
        <span class="word">{{ text.delete }}</span>
      </button>
    </div>
  `,
  styles: `
    @mixin icon-only {
      min-width: 48px;
      padding: 0 12px;
      .word {
        display: none;
      }
      airlock-icon {
        margin: 0;
      }
    }
    .bar {
      display: flex;
      align-items: center;
      gap: 4px;
      height: 48px;
      padding: 0 8px 0 4px;
      border-radius: 16px;
      background: var(--airlock-selected);
    }
    .space {
      flex: 1;
    }
    strong {
      min-width: 0;
      font: var(--mat-sys-label-large);
    }
    @media (max-width: 480px) {
      .brief {
        @include icon-only;
      }
    }
    .danger {
      --mat-button-text-label-text-color: var(--airlock-danger);
    }
  `,
})
export class SelectionBar {
  readonly count = input.required<number>();
  /** Whether `count` is all that is selected, and not only what has been loaded of it so far. */
  readonly isComplete = input(true);
  /** Whether an action waits for the rest of the folder to load. */
  readonly waits = input(false);
  readonly cleared = output();
  readonly download = output();
  readonly delete = output();

  protected readonly text = filesText;
}
