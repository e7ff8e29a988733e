import { Component, input } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { HeadOfList } from './head-of-list.ts';
import type { SortColumn } from './sort-entries.ts';

/** The cells of the head of a list with columns. The row around them belongs to the list. */
@Component({
  selector: 'airlock-list-head',
  imports: [Icon],
  templateUrl: './list-head.html',
  styleUrl: './list-head.scss',
})
export class ListHead extends HeadOfList {
  /** Whether nothing in the list can be selected. */
  readonly isDisabled = input(false);
  readonly names = input<Readonly<Record<SortColumn, string>>>(filesText.columns);
  /** What rows show below the name. Only screen readers are told. */
  readonly placeName = input<string>();
  /** Name of a last column, by which nothing is sorted. */
  readonly lastName = input<string>();
  /** What the buttons of the rows are. Only screen readers are told. */
  readonly actionsName = input(filesText.actionsHead);
}
