const typedInto = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Keys that only move the focus or scroll, or close something. */
const harmless = /^(Tab|Escape|Arrow\w+|Page\w+|Home|End)$/;

/** Keys with which a browser presses the button that has the focus. */
const pressing = /^(Enter| )$/;

/** Longest time in milliseconds for which a person waits for what a key was for. After it, keys do what they did before. */
const longestMs = 5_000;

/**
 * Keeps keys from the app and from its buttons, from now on, until the returned function is called, or for five seconds: what is
 * pressed is meant for what comes. Texts can be typed meanwhile, the focus can be moved, and the browser's own keys work.
 */
export function holdKeys(window: Window): () => void {
  const hold = (event: KeyboardEvent) => {
    const isText = event.target instanceof Element && event.target.matches(typedInto);
    if (isText || harmless.test(event.key)) return;
    event.stopImmediatePropagation();
    if (pressing.test(event.key)) event.preventDefault();
  };
  // A browser may press a button with the space bar only when the key is let go.
  const kinds = ['keydown', 'keyup'] as const;
  for (const kind of kinds) window.addEventListener(kind, hold, { capture: true });
  const release = () => {
    window.clearTimeout(timer);
    for (const kind of kinds) window.removeEventListener(kind, hold, { capture: true });
  };
  const timer = window.setTimeout(release, longestMs);
  return release;
}
