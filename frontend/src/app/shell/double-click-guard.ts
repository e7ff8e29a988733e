import { DestroyRef, Directive, DOCUMENT, inject } from '@angular/core';

/** What a click is about: the nearest of these around the pointer. A row is opened by a double click, so it is never `once`. */
const pressed = 'button, a, input, summary, [role=row], [role=gridcell][data-index], .cdk-overlay-backdrop';

/** Buttons that act each time they are pressed, or go when they are. Nobody presses them twice on purpose within a moment. */
const once = '[mat-menu-item], [data-once]';

/** The press moves the focus, the click is what buttons hear, and a row is opened by what follows it. */
const kinds = ['mousedown', 'click', 'dblclick'] as const;

/**
 * Lets the second click of a double click do only what the first was for. What the first click did may have put something else
 * under the pointer: a dialog, the ground behind a menu, which closes it, or the next row. And a menu that is closing, or a notice
 * that is going, is still there for a moment.
 */
@Directive({ selector: '[airlockDoubleClickGuard]' })
export class DoubleClickGuard {
  /** What the last press or click that was let through was for. */
  #last: Element | undefined;
  /** Which one of its row it was: a browser counts on as long as each follows within a moment at the same place. */
  #lastDetail = 0;
  #isRefused = false;

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const guard = (event: MouseEvent) => this.#guard(event);
    for (const kind of kinds) window?.addEventListener(kind, guard, { capture: true });
    inject(DestroyRef).onDestroy(() => {
      for (const kind of kinds) window?.removeEventListener(kind, guard, { capture: true });
    });
  }

  #guard(event: MouseEvent): void {
    if (event.type !== 'dblclick') this.#isRefused = this.#comesTooLate(event);
    if (!this.#isRefused) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /**
   * Whether this is the second click of a row, and for something else than the first, or a later click for what acts once. Who
   * clicks on in a steady row is heard again after one that was refused.
   */
  #comesTooLate({ type, target, detail }: MouseEvent): boolean {
    // Keys and scripts press buttons with clicks that are never a second one.
    if (detail === 0) return false;
    const about = target instanceof Element ? (target.closest(pressed) ?? undefined) : undefined;
    const isSame = about === this.#last;
    const isTooLate = detail > 1 && about && (isSame ? about.matches(once) : detail === this.#lastDetail + 1);
    if (isTooLate) return true;
    // The first press may lead to no click, when what was pressed is drawn anew before the button is let go.
    if (type === 'click' || detail === 1) [this.#last, this.#lastDetail] = [about, detail];
    return false;
  }
}
