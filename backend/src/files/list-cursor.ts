import { createHash } from 'node:crypto';

const markLength = 22;

/** Returns what ties a cursor to the folder of the user who received it. */
function markOf(prefix: string): string {
  return createHash('sha256').update(prefix).digest('base64url').slice(0, markLength);
}

/** Makes a cursor of the store's token `next` for the list of `prefix`, as text for a query. */
export function toCursor(prefix: string, next: string): string {
  return markOf(prefix) + Buffer.from(next).toString('base64url');
}

/** Returns the store's token, or `undefined` when the cursor is of another folder or user, or was never given. */
export function fromCursor(prefix: string, cursor: string): string | undefined {
  if (cursor.length <= markLength || !cursor.startsWith(markOf(prefix))) return undefined;
  return Buffer.from(cursor.slice(markLength), 'base64url').toString();
}
