import type { Caller } from '../caller.ts';

const rootOf = (caller: Caller): string => `users/${caller.id}/`;

/** Makes the object key of the caller's own path. No other code makes object keys. */
export function objectKey(caller: Caller, path: string): string {
  return rootOf(caller) + path;
}

/** Returns the prefix of the caller's folder; an empty `folder` is the top folder. */
export function folderPrefix(caller: Caller, folder: string): string {
  return folder === '' ? rootOf(caller) : `${rootOf(caller)}${folder}/`;
}

/** Returns the caller's own path of a key or prefix, without a slash at its end. */
export function pathOf(caller: Caller, key: string): string {
  const path = key.slice(rootOf(caller).length);
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
