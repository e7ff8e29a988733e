import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import { DOCUMENT } from '@angular/common';

/** A screen on which a row of a list takes two lines; the style sheets have the same width. */
export const phone = '(max-width: 720px)';

/** Returns whether a media query matches, as it changes. Must be called where `inject` may be. */
export function matchesMedia(query: string): Signal<boolean> {
  const window = inject(DOCUMENT).defaultView;
  // A document without a layout, as that of specs, has no media.
  const list = window && 'matchMedia' in window ? window.matchMedia(query) : undefined;
  const matches = signal(list?.matches ?? false);
  const follow = (): void => matches.set(list?.matches ?? false);
  list?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => list?.removeEventListener('change', follow));
  return matches.asReadonly();
}
