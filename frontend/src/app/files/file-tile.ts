import { Component, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenuTrigger } from '@angular/material/menu';

import { Icon } from '../icons/icon.ts';
import { Thumbnail } from '../thumbnails/thumbnail.ts';
import { CutName } from './cut-name.ts';
import { EntryItem } from './entry-item.ts';

/** The content of one tile of the grid. */
@Component({
  selector: 'airlock-file-tile',
  imports: [CutName, Icon, MatIconButton, MatMenuTrigger, Thumbnail],
  templateUrl: './file-tile.html',
  styleUrl: './file-tile.scss',
})
export class FileTile extends EntryItem {
  /** Side length of a thumbnail in CSS pixels. */
  readonly pictureSize = input.required<number>();
}
