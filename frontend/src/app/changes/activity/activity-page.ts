import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { interval, map } from 'rxjs';

import { FolderMessage } from '../../files/folder-message.ts';
import { rowsInFrames } from '../../files/rows-in-frames.ts';
import { activityText, type ActivityFilter } from '../../text/activity-text.ts';
import { text } from '../../text/text.ts';
import { ListSkeleton } from '../list-skeleton.ts';
import { LoadFailure } from '../load-failure.ts';
import { Activity } from './activity.ts';
import { activityEntries } from './activity-entries.ts';
import { ActivityRow } from './activity-row.ts';
import { ACTIVITY_TRANSFERS } from './activity-transfer.ts';
import { TransferRow } from './transfer-row.ts';

const minuteMs = 60_000;

/**
 * The page of what was done: the changes of the last days, each with its undo, and what this page has sent and fetched. What
 * runs is followed and can be stopped.
 */
@Component({
  selector: 'airlock-activity-page',
  imports: [ActivityRow, FolderMessage, ListSkeleton, LoadFailure, MatButton, TransferRow],
  providers: [Activity],
  templateUrl: './activity-page.html',
  styleUrls: ['../../files/list-page.scss', './activity-page.scss'],
})
export class ActivityPage {
  protected readonly text = activityText;
  protected readonly calls = text.calls;
  protected readonly activity = inject(Activity);
  protected readonly filters: readonly ActivityFilter[] = ['all', 'changes', 'uploads', 'downloads'];
  protected readonly filter = signal<ActivityFilter>('all');
  readonly #transfers = inject(ACTIVITY_TRANSFERS);
  protected readonly entries = computed(() =>
    activityEntries(this.activity.changes(), this.#transfers(), this.filter()),
  );
  protected readonly drawn = rowsInFrames(this.entries, () => this.filter());
  protected readonly now = toSignal(interval(minuteMs).pipe(map(() => Date.now())), { initialValue: Date.now() });

  constructor() {
    void this.activity.list.open();
  }
}
