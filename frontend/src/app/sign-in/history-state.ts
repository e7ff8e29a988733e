import type { Location } from '@angular/common';

/** A text that the page before handed over with the navigation; empty when there is none. */
export function handedOver(location: Location, name: string): string {
  const state: unknown = location.getState();
  const value: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, name) : undefined;
  return typeof value === 'string' ? value : '';
}
