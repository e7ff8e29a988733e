import { Component, input } from '@angular/core';

/** The logo: two doors with an arrow between them. */
@Component({
  selector: 'airlock-logo',
  template: `
    <svg viewBox="0 0 32 32" [attr.width]="size()" [attr.height]="size()" aria-hidden="true" focusable="false">
      <rect class="ground" width="32" height="32" rx="9" />
      <path class="door" d="M11 7.5a10 10 0 0 0 0 17M21 7.5a10 10 0 0 1 0 17" />
      <path class="file" d="M16 21v-9.5M12.2 14.6 16 10.8l3.8 3.8" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    .ground {
      fill: var(--mat-sys-primary);
    }
    .door,
    .file {
      fill: none;
      stroke: var(--mat-sys-on-primary);
      stroke-width: 2.2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .door {
      opacity: 0.6;
    }
  `,
})
export class Logo {
  readonly size = input(32);
}
