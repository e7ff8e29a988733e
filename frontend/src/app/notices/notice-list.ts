import { Component, inject } from '@angular/core';
import { DOCUMENT } from '@angular/common';

import { noticesText } from '../text/notices-text.ts';
import { NoticeView } from './notice-view.ts';
import { Notices } from './notices.ts';

/**
 * The notices of the page, which are read out as they come. They are on the left because the upload tray is on the right.
 * The list is always there: what is put into a new list would not be read out.
 */
@Component({
  selector: 'airlock-notice-list',
  imports: [NoticeView],
  template: `
    <section aria-live="polite" aria-relevant="additions text" [attr.aria-label]="text.title">
      @for (notice of notices.all(); track notice.id) {
        <airlock-notice-view [notice]="notice" (closed)="close(notice.id)" />
      }
    </section>
  `,
  styleUrl: './notice-list.scss',
  host: { '(document:keydown)': 'pressed($event)', '(focusin)': 'entered($event)' },
})
export class NoticeList {
  protected readonly text = noticesText;
  protected readonly notices = inject(Notices);
  readonly #document = inject(DOCUMENT);
  /** Where the focus was before it came into the notices. */
  #cameFrom: HTMLElement | undefined;

  protected entered({ relatedTarget, currentTarget }: FocusEvent): void {
    const isOutside =
      currentTarget instanceof Node && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget);
    if (isOutside && relatedTarget instanceof HTMLElement) this.#cameFrom = relatedTarget;
  }

  /** Closes a notice. A focus that was in it goes back to where it came from. */
  protected close(id: number): void {
    const hadFocus = this.#document.activeElement?.closest('airlock-notice-view') !== null;
    this.notices.close(id);
    if (hadFocus) this.#placeToReturn()?.focus();
  }

  /**
   * Returns where the focus came from. When that element is gone, such as a deleted row, returns the row that Tab reaches,
   * or else the content.
   */
  #placeToReturn(): HTMLElement | null {
    if (this.#cameFrom?.isConnected) return this.#cameFrom;
    const row = this.#document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]');
    return row ?? this.#document.getElementById('content');
  }

  /** Undoes with Ctrl+Z, except where the browser itself undoes what was typed, and behind a dialog. */
  protected pressed(event: KeyboardEvent): void {
    const isUndo =
      event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isUndo || event.repeat || event.defaultPrevented || isElsewhere(event.target)) return;
    if (this.notices.undo()) event.preventDefault();
  }
}

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox]), textarea, [contenteditable], [role=dialog]') !== null;
