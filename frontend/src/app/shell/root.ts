import { Component, inject, signal } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { DoubleClickGuard } from './double-click-guard.ts';
import { DropGuard } from './drop-guard.ts';
import { StartPage } from './start-page.ts';
import { Theme } from './theme.ts';

/** The app: the page of the address. */
@Component({
  selector: 'airlock-root',
  imports: [DoubleClickGuard, DropGuard, RouterOutlet, StartPage],
  template: `
    <router-outlet airlockDoubleClickGuard airlockDropGuard (activate)="hasPage.set(true)" />
    @if (!hasPage()) {
      <airlock-start-page />
    }
  `,
})
export class Root {
  protected readonly hasPage = signal(false);
  // The theme is created with the app, so that the chosen appearance is there before the first page.
  protected readonly theme = inject(Theme);
}
