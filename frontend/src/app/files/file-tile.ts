import { Component, input } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { Thumbnail } from '../thumbnails/thumbnail.ts';
import { CutName } from './cut-name.ts';
import { EntryItem } from './entry-item.ts';
import { EntryMore } from './entry-more.ts';
import { EntryName } from './entry-name.ts';

/** The content of one tile of the grid. */
@Component({
  selector: 'airlock-file-tile',
  imports: [CutName, EntryMore, EntryName, Icon, Thumbnail],
  templateUrl: './file-tile.html',
  styleUrl: './file-tile.scss',
})
export class FileTile extends EntryItem {
  /** Side length of a thumbnail in CSS pixels. */
  readonly pictureSize = input.required<number>();
}
