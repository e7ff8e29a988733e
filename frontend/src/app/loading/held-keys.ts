const typedInto = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Keys that only move the focus or scroll, or close something. */
const harmless = /^(Tab|Escape|Arrow\w+|Page\w+|Home|End)$/;

/**
 * Keeps keys from the app, from now on, until the returned function is called: what is pressed is meant for what comes. Texts
 * can be typed meanwhile, the focus can be moved, and the browser's own keys work.
 */
export function holdKeys(window: Window): () => void {
  const hold = (event: KeyboardEvent) => {
    const isText = event.target instanceof Element && event.target.matches(typedInto);
    if (!isText && !harmless.test(event.key)) event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', hold, { capture: true });
  return () => window.removeEventListener('keydown', hold, { capture: true });
}
