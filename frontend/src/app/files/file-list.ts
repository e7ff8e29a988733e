import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { ActionMenu } from './actions/action-menu.ts';
import { EntryList } from './entry-list.ts';
import { FileRow } from './file-row.ts';

/** The list of a folder, one entry in each row. */
@Component({
  selector: 'airlock-file-list',
  imports: [ActionMenu, CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport, FileRow, Icon],
  templateUrl: './file-list.html',
  styleUrl: './file-list.scss',
})
export class FileList extends EntryList {
  protected readonly text = filesText;
  protected readonly rowHeight = 60;
}
