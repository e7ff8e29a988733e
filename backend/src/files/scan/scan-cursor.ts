import { isUtf8 } from 'node:buffer';

import { badCursor, fromCursorBytes, toCursorBytes } from '../list-cursor.ts';
import { compareUtf8 } from '../compare-utf8.ts';
import type { Gap } from './key-range.ts';

/** Most bytes of all gaps together: base64 of them and the mark of the list are what the contract allows a cursor. */
const maxBytes = 1519;

/**
 * Bytes that are kept free for the beginning of the first gap. It moves on in each call, and may become any key. So a cursor
 * that fits once also fits when only the first gap is shorter.
 */
const maxFirstKeyBytes = 985;

/** Whether a cursor can name these gaps now, and also after the first one has become shorter. */
export function fitsCursor(gaps: readonly Gap[]): boolean {
  return (
    encode(gaps.map((gap, index) => (index === 0 ? { ...gap, after: '' } : gap))).length <= maxBytes - maxFirstKeyBytes
  );
}

/** Makes the cursor of a scan. `list` is what tells one scan of one user from all others. */
export function toScanCursor(list: string, gaps: readonly Gap[]): string {
  return toCursorBytes(list, encode(gaps));
}

/**
 * Returns what is left to look at: everything without a cursor. Throws `invalid-request` for a cursor of another list or user,
 * and for one that was never given.
 */
export function fromScanCursor(list: string, cursor: string | undefined): readonly Gap[] {
  if (cursor === undefined) return [{ after: '', before: undefined }];
  const bytes = fromCursorBytes(list, cursor);
  const gaps = bytes === undefined ? undefined : decode(bytes);
  if (gaps === undefined) throw badCursor();
  return gaps;
}

/** Writes the keys at which gaps begin and end, each as the number of bytes it shares with the one before, and the others. */
function encode(gaps: readonly Gap[]): Buffer {
  const parts: Buffer[] = [];
  let previous = Buffer.alloc(0);
  for (const [index, key] of gaps
    .flatMap(({ after, before }) => (before === undefined ? [after] : [after, before]))
    .entries()) {
    const bytes = Buffer.from(key);
    // The second key is not written by the first, which changes alone.
    const shared = index === 1 ? 0 : sharedLength(previous, bytes);
    const rest = bytes.subarray(shared);
    parts.push(toNumber(shared), toNumber(rest.length), rest);
    previous = bytes;
  }
  return Buffer.concat(parts);
}

const toNumber = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);

function sharedLength(one: Buffer, other: Buffer): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function decode(bytes: Buffer): readonly Gap[] | undefined {
  const keys: string[] = [];
  let previous = Buffer.alloc(0);
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const [shared, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)];
    at += 4;
    if (shared > previous.length || at + length > bytes.length) return undefined;
    previous = Buffer.concat([previous.subarray(0, shared), bytes.subarray(at, at + length)]);
    at += length;
    if (!isUtf8(previous)) return undefined;
    keys.push(previous.toString());
  }
  return gapsOf(keys);
}

/** Keys that are not in order are of no cursor that was given. */
function gapsOf(keys: readonly string[]): readonly Gap[] | undefined {
  // A gap may begin at the key where the one before ends.
  const isOrdered = keys.every(
    (key, index) => index === 0 || compareUtf8(keys[index - 1] ?? '', key) < (index % 2 === 0 ? 1 : 0),
  );
  if (keys.length === 0 || !isOrdered) return undefined;
  const starts = keys.filter((_, index) => index % 2 === 0);
  return starts.map((after, index) => ({ after, before: keys[2 * index + 1] }));
}
