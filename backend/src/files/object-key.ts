import type { Caller } from '../caller.ts';

const rootOf = (caller: Caller): string => `users/${caller.id}/`;

/** The object key of the caller's own path: the only place where one is made. */
export function objectKey(caller: Caller, path: string): string {
  return rootOf(caller) + path;
}

/** The prefix under which the caller's folder lies; an empty `folder` is the top. */
export function folderPrefix(caller: Caller, folder: string): string {
  return folder === '' ? rootOf(caller) : `${rootOf(caller)}${folder}/`;
}

/** The caller's own path of a key or prefix under their root, without a slash at its end. */
export function pathOf(caller: Caller, key: string): string {
  const path = key.slice(rootOf(caller).length);
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
