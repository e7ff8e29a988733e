import { VIRTUAL_SCROLL_STRATEGY } from '@angular/cdk/scrolling';
import { Directive, effect, inject, input } from '@angular/core';

import { PacedRowsStrategy } from './paced-rows-strategy.ts';

/** Gives a virtual list rows of one height, in CSS pixels, which are drawn a few at a time. */
@Directive({
  selector: 'cdk-virtual-scroll-viewport[airlockPacedRows]',
  providers: [
    { provide: PacedRowsStrategy, useFactory: () => new PacedRowsStrategy(48) },
    { provide: VIRTUAL_SCROLL_STRATEGY, useExisting: PacedRowsStrategy },
  ],
})
export class PacedRows {
  readonly rowHeight = input.required<number>({ alias: 'airlockPacedRows' });
  readonly #strategy = inject(PacedRowsStrategy);

  constructor() {
    effect(() => this.#strategy.setRowHeight(this.rowHeight()));
  }
}
