import { createHash } from 'node:crypto';

const markLength = 22;

/** Ties a place in a list to the folder of the user who was given it. */
function markOf(prefix: string): string {
  return createHash('sha256').update(prefix).digest('base64url').slice(0, markLength);
}

/** The place `next` of the store in the list of `prefix`, as text for a query. */
export function toCursor(prefix: string, next: string): string {
  return markOf(prefix) + Buffer.from(next).toString('base64url');
}

/** The store's own place, or `undefined` when this cursor was given for another folder, to another user, or by nobody. */
export function fromCursor(prefix: string, cursor: string): string | undefined {
  if (cursor.length <= markLength || !cursor.startsWith(markOf(prefix))) return undefined;
  return Buffer.from(cursor.slice(markLength), 'base64url').toString();
}
