import { VIRTUAL_SCROLL_STRATEGY } from '@angular/cdk/scrolling';
import { Directive, inject, input, type OnChanges, type SimpleChanges } from '@angular/core';

import { PacedRowsStrategy } from './paced-rows-strategy.ts';

interface Entry {
  readonly path: string;
}

/** Gives a virtual list rows of one height, which are drawn a few at a time. */
@Directive({
  selector: 'cdk-virtual-scroll-viewport[airlockPacedRows]',
  providers: [
    { provide: PacedRowsStrategy, useFactory: () => new PacedRowsStrategy() },
    { provide: VIRTUAL_SCROLL_STRATEGY, useExisting: PacedRowsStrategy },
  ],
})
export class PacedRows implements OnChanges {
  /** Height of a row, in CSS pixels. */
  readonly rowHeight = input.required<number>({ alias: 'airlockPacedRows' });
  readonly entries = input.required<readonly Entry[]>();
  /** When entries come in another order, and all that is seen is in another place, the rows are drawn anew. */
  readonly order = input.required<unknown>();
  /** Number of entries in a row. */
  readonly perRow = input(1);
  readonly #strategy = inject(PacedRowsStrategy);
  #isReordered = false;

  /** It is called before the list hears of its new entries. */
  ngOnChanges({ entries, order }: SimpleChanges<PacedRows>): void {
    this.#strategy.setRowHeight(this.rowHeight());
    if (order) this.#isReordered = !order.firstChange;
    // Sorting a long list takes a while: its entries come later than its order.
    if (!entries || !this.#isReordered) return;
    this.#isReordered = false;
    if (!this.#staysInSight(entries.previousValue, entries.currentValue)) this.#strategy.drawAnew();
  }

  /** Whether some of what is seen is still seen. */
  #staysInSight(before: readonly Entry[], now: readonly Entry[]): boolean {
    const { start, end } = this.#strategy.seen();
    const paths = (entries: readonly Entry[]) =>
      entries.slice(start * this.perRow(), end * this.perRow()).map(({ path }) => path);
    const seen = new Set(paths(before));
    return paths(now).some((path) => seen.has(path));
  }
}
