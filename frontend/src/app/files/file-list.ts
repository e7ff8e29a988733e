import { CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component } from '@angular/core';

import { filesText } from '../text/files-text.ts';
import { ActionMenu } from './actions/action-menu.ts';
import { FolderDrop } from './drag/folder-drop.ts';
import { EntryList } from './entry-list.ts';
import { FileRow } from './file-row.ts';
import { ListHead } from './list-head.ts';
import { matchesMedia, phone } from './media.ts';
import { PacedRows } from './paced-rows.ts';

/** Heights of a row in CSS pixels: with a mouse, and with room for a finger, where a row that is not compact has two lines. */
const heights = { mouse: { roomy: 48, compact: 40 }, finger: { roomy: 60, compact: 48 } } as const;

/** The folder as a list, one entry in each row. */
@Component({
  selector: 'airlock-file-list',
  imports: [ActionMenu, CdkVirtualForOf, CdkVirtualScrollViewport, FileRow, FolderDrop, ListHead, PacedRows],
  templateUrl: './file-list.html',
  styleUrl: './file-list.scss',
  host: { '[class.compact]': "density() === 'compact'" },
})
export class FileList extends EntryList {
  protected readonly text = filesText;
  readonly #isForFinger = matchesMedia(`${phone}, (pointer: coarse)`);

  protected get rowHeight(): number {
    return heights[this.#isForFinger() ? 'finger' : 'mouse'][this.density()];
  }
}
