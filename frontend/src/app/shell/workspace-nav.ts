import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

import { Icon, type IconName } from '../icons/icon.ts';
import { text } from '../text/text.ts';

interface Destination {
  readonly path: string;
  readonly icon: IconName;
  readonly name: string;
}

/** The places of the app, in the order in which they are shown. */
const destinations: readonly Destination[] = [
  { path: '/files', icon: 'folder', name: text.nav.files },
  { path: '/trash', icon: 'trash', name: text.nav.trash },
  { path: '/activity', icon: 'activity', name: text.nav.activity },
];

/** Navigation between the places of the app: a rail on a wide screen, a bar at the bottom of a phone. */
@Component({
  selector: 'airlock-workspace-nav',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="text.label">
      @for (it of destinations; track it.path) {
        <a [routerLink]="it.path" routerLinkActive="here" ariaCurrentWhenActive="page">
          <span class="pill"><airlock-icon [name]="it.icon" /></span>
          <span class="name">{{ it.name }}</span>
        </a>
      }
    </nav>
  `,
  styleUrl: './workspace-nav.scss',
})
export class WorkspaceNav {
  protected readonly text = text.nav;
  protected readonly destinations = destinations;
}
