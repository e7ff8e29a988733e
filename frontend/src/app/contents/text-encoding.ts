import { hasBytes } from './picture-size.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Returns the encoding that a byte order mark names; without one UTF-8 when the bytes are, else Windows-1252. */
export function encodingOf(bytes: Uint8Array, goesOn: boolean): TextEncoding {
  if (hasBytes(bytes, 0, [0xff, 0xfe])) return 'utf-16le';
  if (hasBytes(bytes, 0, [0xfe, 0xff])) return 'utf-16be';
  return isUtf8(bytes, goesOn) ? 'utf-8' : 'windows-1252';
}

/**
 * Returns whether bytes look like text: no zero byte and no control characters but those that text has. Bytes with a byte
 * order mark of UTF-16 are text. `goesOn` says that the bytes may end within a character.
 */
export function isText(bytes: Uint8Array, goesOn: boolean): boolean {
  if (hasBytes(bytes, 0, [0xff, 0xfe]) || hasBytes(bytes, 0, [0xfe, 0xff])) return true;
  if (bytes.some((byte) => byte < 0x20 && !textControls.has(byte))) return false;
  // Without a control character and not UTF-8, bytes are in an older encoding, or noise: of noise half is beyond ASCII.
  return isUtf8(bytes, goesOn) || bytes.reduce((sum, byte) => sum + (byte > 0x7e ? 1 : 0), 0) < bytes.length * 0.3;
}

/** Backspace, tab, line feed, vertical tab, form feed, carriage return and escape, which logs in colour have. */
const textControls: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);

function isUtf8(bytes: Uint8Array, goesOn: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: goesOn });
    return true;
  } catch {
    return false;
  }
}
