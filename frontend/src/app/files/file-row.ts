import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';

import { formatBytes, formatDay, formatTime } from '../format/format.ts';
import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { iconOf, isPreviewable, type Entry } from './entry.ts';
import { folderParam } from './folder-path.ts';

/** The cells of one row. The row itself, with focus and selection, belongs to the list. */
@Component({
  selector: 'airlock-file-row',
  imports: [Icon, MatIconButton, MatMenuTrigger, RouterLink],
  templateUrl: './file-row.html',
  styleUrl: './file-row.scss',
})
export class FileRow {
  readonly entry = input.required<Entry>();
  readonly selected = input(false);
  /** Whether Tab reaches the controls inside. Only those of the row with the focus are reachable. */
  readonly reachable = input(false);
  /** Menu with the actions on a file. */
  readonly menu = input.required<MatMenu>();
  readonly toggled = output<MouseEvent>();
  /** Emits when the name is clicked, for a preview or a download. */
  readonly opened = output();
  readonly download = output();

  protected readonly text = filesText;
  protected readonly icon = computed(() => iconOf(this.entry()));
  /** What an address says about the folder of this row. */
  protected readonly param = computed(() => folderParam(this.entry().path));
  protected readonly tabIndex = computed(() => (this.reachable() ? 0 : -1));
  protected readonly file = computed(() => {
    const entry = this.entry();
    if (entry.kind === 'folder') return undefined;
    return {
      size: formatBytes(entry.sizeBytes),
      day: formatDay(entry.modifiedAt),
      time: formatTime(entry.modifiedAt),
      openLabel: isPreviewable(entry.name) ? this.text.preview(entry.name) : this.text.downloadNamed(entry.name),
    };
  });
}
