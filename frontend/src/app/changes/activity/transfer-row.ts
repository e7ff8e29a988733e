import { Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';

import { folderParam } from '../../files/folder-path.ts';
import { formatAge, formatDay, formatTime } from '../../format/format.ts';
import { nameOf } from '../../format/name-of.ts';
import { Icon } from '../../icons/icon.ts';
import { ProgressBar } from '../../progress/progress-bar.ts';
import { activityText } from '../../text/activity-text.ts';
import type { ActivityTransfer } from './activity-transfer.ts';
import { folderOfTransfer, percentMoved, transferWords } from './transfer-words.ts';

/** Files that were sent or fetched together: how far they are, and which of them failed. */
@Component({
  selector: 'airlock-transfer-row',
  imports: [Icon, MatButton, ProgressBar, RouterLink],
  templateUrl: './transfer-row.html',
  styleUrl: './activity-row.scss',
})
export class TransferRow {
  readonly transfer = input.required<ActivityTransfer>();
  /** The time now, in milliseconds. */
  readonly now = input.required<number>();

  protected readonly text = activityText;
  protected readonly nameOf = nameOf;
  protected readonly words = computed(() => transferWords(this.transfer()));
  protected readonly percent = computed(() => percentMoved(this.transfer()));
  protected readonly folder = computed(() => folderParam(folderOfTransfer(this.transfer())));
  protected readonly age = computed(() => formatAge(this.now() - this.transfer().startedAtMs));
  protected readonly startedAt = computed(() => new Date(this.transfer().startedAtMs).toISOString());
  protected readonly exactTime = computed(() => `${formatDay(this.startedAt())}, ${formatTime(this.startedAt())}`);
}
