import { computed, Directive, inject, input, output } from '@angular/core';
import { MatMenu } from '@angular/material/menu';
import { Router } from '@angular/router';

import { formatBytes, formatDate, formatDay, formatMoment, formatTime } from '../format/format.ts';
import { filesText } from '../text/files-text.ts';
import { colourKindOf, iconOf, shownNameOf, type Entry } from './entry.ts';
import { addressOf } from './folder-address.ts';

/** What shows one entry in a list. The item itself, with focus and selection, belongs to the list. */
@Directive()
export abstract class EntryItem {
  readonly entry = input.required<Entry>();
  readonly selected = input(false);
  /** Whether Tab reaches the controls inside. Only those of the item with the focus are reachable. */
  readonly reachable = input(false);
  /** Menu with the actions on an entry. */
  readonly menu = input.required<MatMenu>();
  readonly toggled = output<MouseEvent>();
  /** Emits when the name is clicked. */
  readonly opened = output();
  readonly download = output();

  protected readonly text = filesText;
  readonly #router = inject(Router);
  protected readonly icon = computed(() => iconOf(this.entry()));
  protected readonly colour = computed(() => colourKindOf(this.entry()));
  readonly name = computed(() => shownNameOf(this.entry()));
  /** Address of a folder, so that it can be opened in another tab too. */
  protected readonly href = computed(() => addressOf(this.#router, this.entry()));
  readonly tabIndex = computed(() => (this.reachable() ? 0 : -1));
  protected readonly file = computed(() => {
    const entry = this.entry();
    if (entry.kind === 'folder') return undefined;
    return {
      size: formatBytes(entry.sizeBytes),
      day: formatDate(entry.modifiedAt, new Date()),
      when: formatMoment(entry.modifiedAt, new Date()),
      whole: `${formatDay(entry.modifiedAt)}, ${formatTime(entry.modifiedAt)}`,
    };
  });

  nameClicked(event: MouseEvent): void {
    if (isPlain(event)) {
      event.preventDefault();
      event.stopPropagation();
      // The second click of a double click may meet the next list, where it must open nothing.
      if (event.detail < 2) this.opened.emit();
    } else if (this.href() !== undefined) {
      // The browser opens another tab or window.
      event.stopPropagation();
    }
  }
}

const isPlain = ({ button, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey;
