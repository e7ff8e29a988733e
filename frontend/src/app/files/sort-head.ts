import { Component } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { HeadOfList } from './head-of-list.ts';

/** What stands above tiles in place of the head of columns: the box for all, and the order. */
@Component({
  selector: 'airlock-sort-head',
  imports: [Icon],
  template: `
    <input
      type="checkbox"
      [attr.aria-label]="text.selectAll"
      [checked]="allSelected()"
      [indeterminate]="someSelected() && !allSelected()"
      (change)="toggled.emit()"
    />
    <div role="group" [attr.aria-label]="text.sortBy">
      @for (column of columns; track column) {
        @let direction = directionOf(column);
        <button
          type="button"
          [attr.aria-pressed]="direction !== undefined"
          [attr.aria-description]="direction && text.directions[direction]"
          (click)="sorted.emit(column)"
        >
          {{ text.columns[column] }}
          <airlock-icon
            [name]="direction === 'descending' ? 'sort-down' : 'sort-up'"
            [size]="16"
            [class.off]="direction === undefined"
          />
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex: none;
      align-items: center;
      gap: 16px;
      height: 40px;
      padding: 0 16px 0 24px;
      border-bottom: 1px solid var(--mat-sys-outline-variant);
      font: var(--mat-sys-label-large);
      color: var(--mat-sys-on-surface-variant);
    }
    div {
      display: flex;
      gap: 8px;
    }
    button {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      padding: 6px 4px 6px 8px;
      border: 0;
      border-radius: 8px;
      background: none;
      font: inherit;
      color: inherit;
      cursor: pointer;
    }
    button[aria-pressed='true'] {
      color: var(--mat-sys-on-surface);
    }
    @media (hover: hover) {
      button:hover {
        color: var(--mat-sys-on-surface);
        background: var(--airlock-hover);
      }
    }
    .off {
      visibility: hidden;
    }
    @media (max-width: 720px) {
      :host {
        gap: 8px;
        padding: 0 8px 0 16px;
      }
      div {
        gap: 0;
      }
    }
  `,
})
export class SortHead extends HeadOfList {}
