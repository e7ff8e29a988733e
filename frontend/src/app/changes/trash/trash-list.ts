import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, output } from '@angular/core';

import { RowList } from '../../files/row-list.ts';
import { Icon } from '../../icons/icon.ts';
import { trashText } from '../../text/trash-text.ts';
import type { TrashEntry } from './trash-entry.ts';
import { TrashRow } from './trash-row.ts';

/** The list of deleted files. It is sorted, selected and used with the keyboard like the list of a folder. */
@Component({
  selector: 'airlock-trash-list',
  imports: [CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport, Icon, TrashRow],
  templateUrl: './trash-list.html',
  styleUrls: ['../../files/file-list.scss', './trash-list.scss'],
})
export class TrashList extends RowList<TrashEntry> {
  readonly restored = output<readonly TrashEntry[]>();

  protected readonly text = trashText;
  protected readonly rowHeight = 72;

  protected canSelect(): boolean {
    return true;
  }
}
