import type { Page } from '@playwright/test';

/** What a person can use. */
export type Way = 'mouse' | 'touch' | 'keyboard';

/** Keys outside of text fields, letters in them, and what pointed at something. */
export type Input = 'key' | 'letter' | 'mouse' | 'touch' | 'pen';

/** What each way may use. */
export const allowed: Readonly<Record<Way, ReadonlySet<Input>>> = {
  mouse: new Set(['mouse', 'letter']),
  touch: new Set(['touch', 'letter']),
  keyboard: new Set(['key', 'letter']),
};

declare global {
  interface Window {
    usedInputs: Set<Input>;
  }
}

/** Runs in the page before its own scripts and notes which inputs reach it, before the app can stop them. */
export function noteInputs(): void {
  const used = (window.usedInputs = new Set());
  const typed = 'input:not([type=checkbox], [type=radio]), textarea';
  addEventListener('pointerdown', ({ pointerType }) => used.add(pointerType as Input), { capture: true });
  addEventListener(
    'keydown',
    ({ target }) => used.add(target instanceof Element && target.matches(typed) ? 'letter' : 'key'),
    { capture: true },
  );
}

/** Returns which inputs the page has had since it was loaded. */
export const usedInputs = (page: Page): Promise<readonly Input[]> => page.evaluate(() => [...window.usedInputs]);
