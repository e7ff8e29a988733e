import { Component, computed, input } from '@angular/core';

import { markedParts } from './marked-parts.ts';

/** A name with the words of a search marked. */
@Component({
  selector: 'airlock-marked-name',
  template: `@for (part of parts(); track $index) {
    @if (part.isMatch) {
      <mark>{{ part.text }}</mark>
    } @else {
      <span>{{ part.text }}</span>
    }
  }`,
  styles: `
    :host {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: pre;
    }
    mark {
      border-radius: 3px;
      color: inherit;
      background: var(--airlock-accent-soft);
      box-shadow: inset 0 -2px 0 var(--mat-sys-primary);
    }
  `,
  preserveWhitespaces: false,
})
export class MarkedName {
  readonly name = input.required<string>();
  /** What was searched for. */
  readonly searched = input.required<string>();

  protected readonly parts = computed(() => markedParts(this.name(), this.searched()));
}
