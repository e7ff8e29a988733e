import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { interval, map } from 'rxjs';

import { FolderMessage } from '../../files/folder-message.ts';
import { activityText } from '../../text/activity-text.ts';
import { text } from '../../text/text.ts';
import { ListSkeleton } from '../list-skeleton.ts';
import { LoadFailure } from '../load-failure.ts';
import { Activity } from './activity.ts';
import { ActivityRow } from './activity-row.ts';

const minuteMs = 60_000;

/** The page of the changes of the last days: what runs, what was done and what was left, each with its undo. */
@Component({
  selector: 'airlock-activity-page',
  imports: [ActivityRow, FolderMessage, ListSkeleton, LoadFailure, MatButton],
  providers: [Activity],
  templateUrl: './activity-page.html',
  styleUrls: ['../../files/files-page.scss', './activity-page.scss'],
})
export class ActivityPage {
  protected readonly text = activityText;
  protected readonly common = text.common;
  protected readonly calls = text.calls;
  protected readonly activity = inject(Activity);
  protected readonly now = toSignal(interval(minuteMs).pipe(map(() => Date.now())), { initialValue: Date.now() });

  constructor() {
    void this.activity.list.open();
  }
}
