import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component } from '@angular/core';

import { filesText } from '../text/files-text.ts';
import { ActionMenu } from './actions/action-menu.ts';
import { FolderDrop } from './drag/folder-drop.ts';
import { EntryList } from './entry-list.ts';
import { FileRow } from './file-row.ts';
import { ListHead } from './list-head.ts';
import { matchesMedia } from './media.ts';

/** Heights of a row in CSS pixels. On a phone a compact row has one line instead of two, and room for a finger. */
const heights = { roomy: 60, compact: 40, compactOnPhone: 48 } as const;

/** The folder as a list, one entry in each row. */
@Component({
  selector: 'airlock-file-list',
  imports: [
    ActionMenu,
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    FileRow,
    FolderDrop,
    ListHead,
  ],
  templateUrl: './file-list.html',
  styleUrl: './file-list.scss',
  host: { '[class.compact]': "density() === 'compact'" },
})
export class FileList extends EntryList {
  protected readonly text = filesText;
  readonly #isPhone = matchesMedia('(max-width: 720px), (pointer: coarse)');

  protected get rowHeight(): number {
    if (this.density() === 'roomy') return heights.roomy;
    return this.#isPhone() ? heights.compactOnPhone : heights.compact;
  }
}
