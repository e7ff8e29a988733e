import { Component, input } from '@angular/core';

/** Stands for the rows of a list that is loading. It appears after a moment, so that it does not flash. */
@Component({
  selector: 'airlock-list-skeleton',
  template: `
    <div role="status">
      <span class="visually-hidden">{{ label() }}</span>
      @for (width of [52, 34, 61, 43]; track width) {
        <span class="bone"><i></i><i [style.width.%]="width"></i></span>
      }
    </div>
  `,
  styles: `
    div {
      opacity: 0;
      animation: appear 200ms 250ms forwards;
    }
    .bone {
      display: flex;
      align-items: center;
      gap: 16px;
      height: 64px;
      padding: 0 24px;
    }
    i {
      height: 12px;
      border-radius: 6px;
      background: var(--mat-sys-outline-variant);
    }
    i:first-child {
      width: 24px;
      height: 24px;
    }
    @keyframes appear {
      to {
        opacity: 1;
      }
    }
  `,
})
export class ListSkeleton {
  readonly label = input.required<string>();
}
