import { CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, output } from '@angular/core';

import { ListHead } from '../../files/list-head.ts';
import { RowList } from '../../files/row-list.ts';
import { trashText } from '../../text/trash-text.ts';
import type { TrashEntry } from './trash-entry.ts';
import { TrashRow } from './trash-row.ts';
import { PacedRows } from '../../files/paced-rows.ts';

/** The list of deleted files. It is sorted, selected and used with the keyboard like the list of a folder. */
@Component({
  selector: 'airlock-trash-list',
  imports: [CdkVirtualForOf, CdkVirtualScrollViewport, ListHead, PacedRows, TrashRow],
  templateUrl: './trash-list.html',
  styleUrls: ['../../files/file-list.scss', './trash-list.scss'],
})
export class TrashList extends RowList<TrashEntry> {
  readonly restored = output<readonly TrashEntry[]>();
  /** Emits the file of the row that has the focus when the Delete key is pressed. */
  readonly deleted = output<TrashEntry>();

  protected readonly text = trashText;
  protected readonly rowHeight = 72;

  protected canSelect(): boolean {
    return true;
  }

  protected override act(event: KeyboardEvent): boolean {
    if (event.key !== 'Delete') return super.act(event);
    const entry = this.entries()[this.active()];
    if (entry) this.deleted.emit(entry);
    return entry !== undefined;
  }
}
