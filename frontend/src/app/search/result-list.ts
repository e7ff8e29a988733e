import { CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, input } from '@angular/core';

import { ActionMenu } from '../files/actions/action-menu.ts';
import { EntryList } from '../files/entry-list.ts';
import { ListHead } from '../files/list-head.ts';
import { filesText } from '../text/files-text.ts';
import { searchText } from '../text/search-text.ts';
import { ResultRow } from './result-row.ts';
import { PacedRows } from '../files/paced-rows.ts';

/** The matches of a search, one in each row, used as the list of a folder is. */
@Component({
  selector: 'airlock-result-list',
  imports: [ActionMenu, CdkVirtualForOf, CdkVirtualScrollViewport, ListHead, PacedRows, ResultRow],
  templateUrl: './result-list.html',
  styleUrls: ['../files/file-list.scss', './result-list.scss'],
})
export class ResultList extends EntryList {
  /** What was searched for. */
  readonly searched = input.required<string>();

  protected readonly text = filesText;
  protected readonly label = searchText.results;
  protected readonly placeHead = searchText.place;
  protected override readonly rowHeight = 64;
}
