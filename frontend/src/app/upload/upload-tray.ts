import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';

import { formatBytes, formatDuration } from '../format.ts';
import { Icon } from '../icons/icon.ts';
import { secondsLeft } from '../transfer/speed.ts';
import { text } from '../text/text.ts';
import { UploadAnnouncer } from './upload-announcer.ts';
import { UploadRowView } from './upload-row.ts';
import { Uploads, type UploadRow } from './uploads.ts';

/** Height of a row in CSS pixels; its style sheet says the same. */
const rowHeight = 72;
const rowsShown = 5;

/** The uploads, bottom right on a screen and a sheet on a phone. It stays while one moves through folders. */
@Component({
  selector: 'airlock-upload-tray',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    Icon,
    MatButton,
    MatIconButton,
    UploadAnnouncer,
    UploadRowView,
  ],
  templateUrl: './upload-tray.html',
  styleUrl: './upload-tray.scss',
})
export class UploadTray {
  protected readonly text = text.upload;
  protected readonly uploads = inject(Uploads);
  protected readonly totals = this.uploads.totals;
  protected readonly open = signal(true);
  protected readonly rowHeight = rowHeight;
  protected readonly height = computed(() => Math.min(this.totals().files, rowsShown) * rowHeight);
  protected readonly choices = ['keepBoth', 'replace', 'skip'] as const;
  protected readonly trackId = (_index: number, row: UploadRow) => row.id;
  protected readonly fraction = computed(() => {
    const { sentBytes, totalBytes, active } = this.totals();
    if (totalBytes === 0) return active > 0 ? 0 : 1;
    return Math.min(1, sentBytes / totalBytes);
  });
  protected readonly title = computed(() => {
    const { active, done, failed, conflicts } = this.totals();
    if (active > 0) return this.text.uploading(active);
    if (conflicts > 0) return this.text.question(conflicts);
    if (failed > 0) return this.text.someFailed(done, failed);
    return done > 0 ? this.text.allDone(done) : this.text.nothing;
  });
  protected readonly detail = computed(() => {
    const { active, sentBytes, totalBytes, speed } = this.totals();
    if (active === 0) return '';
    const parts = [this.text.of(formatBytes(sentBytes), formatBytes(totalBytes))];
    if (speed > 0) parts.push(this.text.perSecond(formatBytes(speed)));
    const seconds = secondsLeft(totalBytes - sentBytes, speed > 0 ? speed : undefined);
    if (seconds !== undefined) parts.push(this.text.left(formatDuration(seconds)));
    return parts.join(' · ');
  });

  protected choose(choice: 'keepBoth' | 'replace' | 'skip'): void {
    this.uploads.resolveAll(choice === 'keepBoth' ? 'keep-both' : choice);
  }
}
