import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';

import { iconOf } from '../../files/entry.ts';
import { formatBytes, formatDay, formatDaysLeft } from '../../format/format.ts';
import { Icon } from '../../icons/icon.ts';
import { trashText } from '../../text/trash-text.ts';
import type { TrashEntry } from './trash-entry.ts';

/** The cells of one row of the trash. The row itself, with focus and selection, belongs to the list. */
@Component({
  selector: 'airlock-trash-row',
  imports: [Icon, MatIconButton, RouterLink],
  templateUrl: './trash-row.html',
  styleUrl: './trash-row.scss',
})
export class TrashRow {
  readonly entry = input.required<TrashEntry>();
  readonly selected = input(false);
  /** Whether Tab reaches the controls inside. Only those of the row with the focus are reachable. */
  readonly reachable = input(false);
  readonly toggled = output<MouseEvent>();
  readonly restored = output();

  protected readonly text = trashText;
  protected readonly icon = computed(() => iconOf(this.entry()));
  protected readonly tabIndex = computed(() => (this.reachable() ? 0 : -1));
  protected readonly details = computed(() => {
    const { sizeBytes, modifiedAt, purgedAt } = this.entry();
    return {
      size: formatBytes(sizeBytes),
      deleted: formatDay(modifiedAt),
      gone: formatDaysLeft(Date.parse(purgedAt) - Date.now()),
    };
  });
}
