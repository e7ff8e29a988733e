import { Directive, input, output } from '@angular/core';

import { filesText } from '../text/files-text.ts';
import type { SortColumn, SortOrder } from './sort-entries.ts';

/** What stands above a list: the box that selects all, and the columns by which it is sorted. */
@Directive()
export abstract class HeadOfList {
  /** The order of the list; `undefined` while it keeps the order of the server. */
  readonly order = input.required<SortOrder | undefined>();
  readonly allSelected = input(false);
  readonly someSelected = input(false);
  readonly sorted = output<SortColumn>();
  readonly toggled = output();

  protected readonly text = filesText;
  protected readonly columns: readonly SortColumn[] = ['name', 'sizeBytes', 'modifiedAt'];

  protected directionOf(column: SortColumn): SortOrder['direction'] | undefined {
    const order = this.order();
    return order?.column === column ? order.direction : undefined;
  }
}
