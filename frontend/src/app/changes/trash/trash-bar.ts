import { Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';

import { Icon } from '../../icons/icon.ts';
import { trashText } from '../../text/trash-text.ts';

/** The actions on the selected files of the trash. */
@Component({
  selector: 'airlock-trash-bar',
  imports: [Icon, MatButton, MatIconButton],
  template: `
    <div class="bar" role="toolbar" [attr.aria-label]="text.actions">
      <button matIconButton type="button" [attr.aria-label]="text.clearSelection" (click)="cleared.emit()">
        <airlock-icon name="clear" />
      </button>
      <strong role="status">{{ text.selected(count(), isComplete()) }}</strong>
      <span class="space"></span>
      <button matButton type="button" data-once [attr.aria-label]="text.restore" (click)="restored.emit()">
        <airlock-icon matButtonIcon name="restore" [size]="18" />
        <span class="word">{{ text.restore }}</span>
      </button>
      <button matButton type="button" data-once class="danger" [attr.aria-label]="text.purge" (click)="purged.emit()">
        <airlock-icon matButtonIcon name="trash" [size]="18" />
        <span class="word">{{ text.purge }}</span>
      </button>
    </div>
  `,
  styles: `
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
      font: var(--mat-sys-label-large);
      white-space: nowrap;
    }
    .danger {
      --mat-button-text-label-text-color: var(--airlock-danger);
    }
    @media (max-width: 600px) {
      [matButton] {
        min-width: 48px;
        padding: 0 12px;
      }
      .word {
        display: none;
      }
      [matButton] airlock-icon {
        margin: 0;
      }
    }
  `,
})
export class TrashBar {
  readonly count = input.required<number>();
  /** Whether `count` is all that is selected, and not only what has been loaded of it so far. */
  readonly isComplete = input(true);
  readonly cleared = output();
  readonly restored = output();
  readonly purged = output();

  protected readonly text = trashText;
}
