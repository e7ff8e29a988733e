import { Component, input } from '@angular/core';

import { Icon, type IconName } from '../icons/icon.ts';

/** A message in the place of the list that says why there is no list. */
@Component({
  selector: 'airlock-folder-message',
  imports: [Icon],
  template: `
    <span class="disc"><airlock-icon [name]="icon()" [size]="32" /></span>
    <h2>{{ title() }}</h2>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: safe center;
      gap: 8px;
      overflow: auto;
      height: 100%;
      box-sizing: border-box;
      padding: 24px;
      text-align: center;
      color: var(--mat-sys-on-surface-variant);
    }
    .disc {
      display: grid;
      flex: none;
      place-items: center;
      width: 80px;
      height: 80px;
      margin-bottom: 16px;
      border-radius: 50%;
      color: var(--mat-sys-primary);
      background: var(--airlock-accent-soft);
    }
    // On a low screen the words come first.
    @media (max-width: 720px) {
      .disc {
        width: 56px;
        height: 56px;
        margin-bottom: 4px;
      }
    }
    h2 {
      margin: 0;
      font: var(--mat-sys-title-large);
      font-weight: 600;
      color: var(--mat-sys-on-surface);
    }
    :host ::ng-deep p {
      margin: 0 0 8px;
      max-width: 44ch;
      overflow-wrap: anywhere;
    }
  `,
})
export class FolderMessage {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
}
