import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import { DOCUMENT } from '@angular/common';

/** Returns whether a media query matches, as it changes. Must be called where `inject` may be. */
export function matchesMedia(query: string): Signal<boolean> {
  const list = inject(DOCUMENT).defaultView?.matchMedia?.(query);
  const matches = signal(list?.matches ?? false);
  const follow = (): void => matches.set(list?.matches ?? false);
  list?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => list?.removeEventListener('change', follow));
  return matches.asReadonly();
}
