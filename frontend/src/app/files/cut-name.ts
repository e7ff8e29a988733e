import { Component, computed, input } from '@angular/core';

import { cutName } from './cut-name-at.ts';

/**
 * A name that keeps its end when there is no room for all of it: `A very long na…2026.pdf`. The element around it must say
 * the whole name to screen readers, because the two parts are separate boxes.
 */
@Component({
  selector: 'airlock-cut-name',
  template: `<span class="start">{{ parts().start }}</span
    ><span class="end">{{ parts().end }}</span>`,
  styles: `
    :host {
      display: flex;
      min-width: 0;
      white-space: pre;
    }
    .start {
      overflow: hidden;
      min-width: 2ch;
      text-overflow: ellipsis;
    }
    .end {
      flex: none;
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class CutName {
  readonly name = input.required<string>();

  protected readonly parts = computed(() => cutName(this.name()));
}
