import { Component, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { distinctUntilChanged, map, throttleTime } from 'rxjs';

import { uploadText } from '../../text/upload-text.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import type { UploadTotals } from '../rows/upload-totals.ts';

/** Time between two announcements of progress. A screen reader that never stops talking helps nobody. */
const betweenMs = 10_000;

/** Announces the progress and the outcome of uploads to screen readers. */
@Component({
  selector: 'airlock-upload-announcer',
  template: `
    <span class="visually-hidden" role="status">{{ outcome() }}</span>
    <span class="visually-hidden" role="status">{{ progress() }}</span>
  `,
})
export class UploadAnnouncer {
  readonly #totals = toObservable(inject(UploadRows).totals);

  /** The text that is announced at once. */
  protected readonly outcome = toSignal(this.#totals.pipe(map(outcomeWords), distinctUntilChanged()), {
    initialValue: '',
  });
  protected readonly progress = toSignal(
    this.#totals.pipe(
      throttleTime(betweenMs, undefined, { leading: true, trailing: true }),
      map(progressWords),
      distinctUntilChanged(),
    ),
    { initialValue: '' },
  );
}

function outcomeWords({ active, done, failed, conflicts, identical, again }: UploadTotals): string {
  if (conflicts > 0) return uploadText.announce.conflict(conflicts);
  if (again > 0) return uploadText.announce.again(again);
  return active === 0 && done + failed + identical > 0 ? uploadText.announce.finished(done, failed, identical) : '';
}

function progressWords({ active, done, files, sentBytes, totalBytes }: UploadTotals): string {
  const percent = totalBytes === 0 ? 0 : Math.round((sentBytes / totalBytes) * 100);
  return active === 0 ? '' : uploadText.announce.progress(done, files, percent);
}
