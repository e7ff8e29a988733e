import { Component, input } from '@angular/core';

/** A bar that fills as work goes on, and runs through while nobody knows how much there is. */
@Component({
  selector: 'airlock-progress-bar',
  template: `<i [style.transform]="'scaleX(' + (percent() ?? 100) / 100 + ')'"></i>`,
  styleUrl: './progress-bar.scss',
  host: {
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-label]': 'label()',
    '[attr.aria-valuenow]': 'percent()',
    '[class.unknown]': 'percent() === undefined',
  },
})
export class ProgressBar {
  /** What the work is, for those who hear it. */
  readonly label = input.required<string>();
  /** How much of the work is done, from 0 to 100; `undefined` when nobody knows. */
  readonly percent = input.required<number | undefined>();
}
