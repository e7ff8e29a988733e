import { NgTemplateOutlet } from '@angular/common';
import { Component, input } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { Thumbnail } from '../thumbnails/thumbnail.ts';
import { CutName } from './cut-name.ts';
import { EntryItem } from './entry-item.ts';
import { EntryMore } from './entry-more.ts';
import { EntryName } from './entry-name.ts';
import type { splitName } from './split-name.ts';

/** The content of one tile of the grid. */
@Component({
  selector: 'airlock-file-tile',
  imports: [CutName, EntryMore, EntryName, Icon, NgTemplateOutlet, Thumbnail],
  templateUrl: './file-tile.html',
  styleUrl: './file-tile.scss',
})
export class FileTile extends EntryItem {
  /** Side length of a thumbnail in CSS pixels. */
  readonly pictureSize = input.required<number>();
  /** Splits a name into the two lines that it may take in a tile. */
  readonly splitName = input.required<(name: string) => ReturnType<typeof splitName>>();
}
