import { Component, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenuTrigger } from '@angular/material/menu';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import type { EntryItem } from './entry-item.ts';

/** The button of an entry that opens the menu with the actions on it. */
@Component({
  selector: 'airlock-entry-more',
  imports: [Icon, MatIconButton, MatMenuTrigger],
  template: `
    <button
      matIconButton
      type="button"
      [matMenuTriggerFor]="item().menu()"
      [matMenuTriggerData]="{ subject: { kind: 'entry', entry: item().entry() } }"
      [attr.aria-label]="text.moreNamed(item().name())"
      [title]="text.more"
      [tabIndex]="item().tabIndex()"
      (click)="$event.stopPropagation()"
    >
      <airlock-icon name="more" />
    </button>
  `,
  styles: `
    button {
      color: var(--mat-sys-on-surface-variant);
      background: var(--airlock-more-ground, none);
    }
    button:not(:focus-visible, [aria-expanded='true']) {
      opacity: var(--airlock-more-opacity, 1);
    }
  `,
})
export class EntryMore {
  readonly item = input.required<EntryItem>();

  protected readonly text = filesText;
}
