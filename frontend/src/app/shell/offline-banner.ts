import { Component, inject } from '@angular/core';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';
import { Network } from '../api/network.ts';

/** Shows that the network is gone, and announces when it is back. */
@Component({
  selector: 'airlock-offline-banner',
  imports: [Icon],
  template: `
    <div role="status">
      @if (!network.isUp()) {
        <p><airlock-icon name="offline" [size]="18" /> {{ text.banner }}</p>
      }
      @if (network.isBack()) {
        <span class="visually-hidden">{{ text.back }}</span>
      }
    </div>
  `,
  styles: `
    p {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      margin: 0;
      padding: 8px 16px;
      font: var(--mat-sys-label-large);
      color: light-dark(#5c3300, #ffdcb0);
      background: light-dark(#fff1dc, #432a08);
    }
  `,
})
export class OfflineBanner {
  protected readonly text = text.offline;
  protected readonly network = inject(Network);
}
