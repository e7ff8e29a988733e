import { keysText } from '../../text/keys-text.ts';

const printed: Readonly<Record<string, string>> = keysText.names;
const printedOnMac: Readonly<Record<string, string>> = keysText.namesOnMac;

/** Whether the keyboard of this device is one of Apple's. */
const isOfApple = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Returns the keys that are pressed together for a shortcut, as they are printed on the keyboard: `Ctrl`, `Shift`, `X`. */
export const keyNames = (shortcut: string, isMac = isOfApple()): readonly string[] =>
  shortcut.split('+').map((key) => (isMac ? printedOnMac[key] : undefined) ?? printed[key] ?? key);

/** Returns a shortcut as the menus of the device write it: `Ctrl+V`, or `⌘V` on a Mac. */
export const shortcutText = (shortcut: string, isMac = isOfApple()): string =>
  keyNames(shortcut, isMac).join(isMac ? '' : '+');

/** Returns shortcuts in the form of `aria-keyshortcuts`. */
export const ariaShortcuts = (shortcuts: readonly string[], isMac = isOfApple()): string =>
  shortcuts.map((shortcut) => shortcut.replace('Ctrl', isMac ? 'Meta' : 'Control')).join(' ');
