import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { NoticeList } from '../notices/notice-list.ts';
import { Theme } from './theme.ts';

/** The app: the page of the address, and the notices, which stay when the page changes. */
@Component({
  selector: 'airlock-root',
  imports: [NoticeList, RouterOutlet],
  template: '<router-outlet /><airlock-notice-list />',
})
export class Root {
  // The theme is created with the app, so that the chosen appearance is there before the first page.
  protected readonly theme = inject(Theme);
}
