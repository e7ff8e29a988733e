import { keysText } from '../../text/keys-text.ts';

const printed: Readonly<Record<string, string>> = keysText.names;

/** Returns the keys that are pressed together for a shortcut, as they are printed on the keyboard: `Ctrl`, `Shift`, `X`. */
export const keyNames = (shortcut: string, isMac: boolean): readonly string[] =>
  shortcut.split('+').map((key) => (key === 'Ctrl' && isMac ? 'Cmd' : (printed[key] ?? key)));
