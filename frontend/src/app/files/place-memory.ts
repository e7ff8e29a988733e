import type { ListPlace } from './row-anchor.ts';

/*
 * The place in a list belongs to its entry in the history of the tab: going back or reloading finds it again, and a link
 * to the same folder begins at the top.
 */
const key = 'airlockPlace';

/** Remembers where a person is in the list of the page that the tab shows. */
export function rememberPlace(window: Window, place: ListPlace | undefined): void {
  const state: unknown = window.history.state;
  try {
    window.history.replaceState({ ...(isRecord(state) ? state : {}), [key]: place }, '');
  } catch {
    // Safari refuses more than 100 changes in 30 seconds. The place before is near enough.
  }
}

/** Returns where the person was when the tab showed this page before. */
export function rememberedPlace(window: Window): ListPlace | undefined {
  const state: unknown = window.history.state;
  const place = isRecord(state) ? state[key] : undefined;
  if (!isRecord(place)) return undefined;
  const { top, shiftPx, active } = place;
  const isWhole = typeof top === 'string' && typeof shiftPx === 'number' && typeof active === 'string';
  return isWhole ? { top, shiftPx, active } : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
