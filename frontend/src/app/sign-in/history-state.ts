import type { Location } from '@angular/common';

/** Returns a text that the previous page passed with the navigation, or an empty string. */
export function handedOver(location: Location, name: string): string {
  const state: unknown = location.getState();
  const value: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, name) : undefined;
  return typeof value === 'string' ? value : '';
}
