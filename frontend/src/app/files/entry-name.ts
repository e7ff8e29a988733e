import { Directive, input } from '@angular/core';

import type { EntryItem } from './entry-item.ts';

/** The link or the button that is the name of an entry, whichever way the name is drawn. */
@Directive({
  selector: '[airlockEntryName]',
  host: {
    draggable: 'false',
    '[title]': 'item().name()',
    '[attr.aria-label]': 'item().name()',
    '[tabIndex]': 'item().tabIndex()',
    '(click)': 'item().nameClicked($event)',
  },
})
export class EntryName {
  readonly item = input.required<EntryItem>({ alias: 'airlockEntryName' });
}
