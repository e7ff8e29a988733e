import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { DropGuard } from './drop-guard.ts';
import { Theme } from './theme.ts';

/** The app: the page of the address. */
@Component({
  selector: 'airlock-root',
  imports: [DropGuard, RouterOutlet],
  template: '<router-outlet airlockDropGuard />',
})
export class Root {
  // The theme is created with the app, so that the chosen appearance is there before the first page.
  protected readonly theme = inject(Theme);
}
