import { Component, computed, DestroyRef, ElementRef, inject } from '@angular/core';
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
      @for (notice of shown(); track notice.id) {
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
  /** The notices, unless a list over this one shows them: each has one time to be read in, and is read out once. */
  protected readonly shown = computed(() => (this.notices.front() === this ? this.notices.all() : []));
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #document = inject(DOCUMENT);
  /** Where the focus was before it came into the notices. */
  #cameFrom: HTMLElement | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(this.notices.addList(this));
  }

  protected entered({ relatedTarget, currentTarget }: FocusEvent): void {
    const isOutside =
      currentTarget instanceof Node && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget);
    if (isOutside && relatedTarget instanceof HTMLElement) this.#cameFrom = relatedTarget;
  }

  /** Closes a notice. A focus that was in it goes back to where it came from. */
  protected close(id: number): void {
    const hadFocus = this.#host.contains(this.#document.activeElement);
    this.notices.close(id);
    if (hadFocus) this.#placeToReturn()?.focus();
  }

  /**
   * Returns where the focus came from. When that element is gone, such as a deleted row, returns the dialog that the list is
   * in, or else the row or tile that Tab reaches, or else the content.
   */
  #placeToReturn(): HTMLElement | null {
    if (this.#cameFrom?.isConnected) return this.#cameFrom;
    const dialog = this.#host.closest<HTMLElement>('mat-dialog-container');
    if (dialog) return dialog;
    const item = '[role=grid] :is([role=row], [role=gridcell])[tabindex="0"]';
    return this.#document.querySelector<HTMLElement>(item) ?? this.#document.getElementById('content');
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
