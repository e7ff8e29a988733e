import { afterNextRender, DestroyRef, inject } from '@angular/core';

/**
 * Calls `read` before the form of the field handles its `submit`. Password managers fill fields in without the events
 * of a keystroke, or without any event. Must be called in the constructor of a component.
 */
export function readBeforeSubmit(field: () => HTMLInputElement, read: () => void): void {
  const over = new AbortController();
  inject(DestroyRef).onDestroy(() => over.abort());
  afterNextRender(() => field().form?.addEventListener('submit', read, { capture: true, signal: over.signal }));
}
