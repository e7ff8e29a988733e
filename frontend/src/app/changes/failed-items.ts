import { Component, computed, input } from '@angular/core';
import type { Change } from '@airlock/contract';

import { changeText } from '../text/change-text.ts';

/** Lists the files that a change left as they were, with the reasons. */
@Component({
  selector: 'airlock-failed-items',
  template: `
    <ul>
      @for (item of change().failed; track item.path) {
        <li>
          <strong>{{ item.path }}</strong> {{ text.reasons[item.code] }}
        </li>
      }
      @if (unnamed() > 0) {
        <li>{{ text.unnamed(unnamed()) }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 4px;
      margin: 0;
      padding: 0;
      list-style: none;
      font: var(--mat-sys-body-medium);
    }
    li {
      overflow-wrap: anywhere;
    }
    strong {
      margin-inline-end: 4px;
      font-weight: 600;
    }
  `,
})
export class FailedItems {
  readonly change = input.required<Change>();

  protected readonly text = changeText;
  /** Number of files that were left, but are not named. */
  protected readonly unnamed = computed(() => this.change().failedCount - this.change().failed.length);
}
