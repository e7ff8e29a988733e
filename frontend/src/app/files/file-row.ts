import { Component, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';

import { Icon } from '../icons/icon.ts';
import { Thumbnail } from '../thumbnails/thumbnail.ts';
import { CutName } from './cut-name.ts';
import { EntryItem } from './entry-item.ts';
import { EntryMore } from './entry-more.ts';
import { EntryName } from './entry-name.ts';

/** The cells of one row. */
@Component({
  selector: 'airlock-file-row',
  imports: [CutName, EntryMore, EntryName, Icon, MatIconButton, Thumbnail],
  templateUrl: './file-row.html',
  styleUrl: './file-row.scss',
})
export class FileRow extends EntryItem {
  /** Whether the row is low. */
  readonly compact = input(false);
}
