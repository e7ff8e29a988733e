import { createHash } from 'node:crypto';

import { CodedError } from '../coded-error.ts';

const markLength = 22;

/** Returns what ties a cursor to the list and the user who received it. */
function markOf(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, markLength);
}

/** Makes a cursor of the store's token `next`, as text for a query. `list` is what tells one list of one user from all others. */
export function toCursor(list: string, next: string): string {
  return toCursorBytes(list, Buffer.from(next));
}

/** Makes a cursor of a place that is not text. */
export function toCursorBytes(list: string, place: Buffer): string {
  return markOf(list) + place.toString('base64url');
}

/** Returns the store's token, or `undefined` when the cursor is of another list or user, or was never given. */
export function fromCursor(list: string, cursor: string): string | undefined {
  return fromCursorBytes(list, cursor)?.toString();
}

/** Returns the place of a cursor, or `undefined` when it is of another list or user, or was never given. */
export function fromCursorBytes(list: string, cursor: string): Buffer | undefined {
  if (cursor.length <= markLength || !cursor.startsWith(markOf(list))) return undefined;
  return Buffer.from(cursor.slice(markLength), 'base64url');
}

/** Makes the error for a cursor that does not belong to the list. */
export function badCursor(): CodedError {
  return new CodedError('invalid-request', 'Is not a cursor of this list: start again without a cursor.', {
    field: 'cursor',
  });
}
