import { Component, input } from '@angular/core';

import type { Row } from './rows.ts';

/** Some rows of a text, with the numbers of their lines. */
@Component({
  selector: 'airlock-text-block',
  template: `
    @for (row of rows(); track $index) {
      <div class="row">
        <span class="line" aria-hidden="true">{{ row.line }}</span>
        <code>
          @for (span of row.spans; track $index) {
            <span [class]="span[1]">{{ span[0] }}</span>
          }
        </code>
      </div>
    }
  `,
  styleUrl: './text-block.scss',
  preserveWhitespaces: false,
})
export class TextBlock {
  readonly rows = input.required<readonly Row[]>();
}
