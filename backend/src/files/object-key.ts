import { folderWithSlash } from '@airlock/contract';

import type { Caller } from '../caller.ts';

const rootOf = (caller: Caller): string => `users/${caller.id}/`;

/** Makes the object key of the caller's own path. No other code makes object keys. */
export function objectKey(caller: Caller, path: string): string {
  return rootOf(caller) + path;
}

/** Returns the prefix of the caller's folder, with or without the slash at its end; an empty `folder` is the top folder. */
export function folderPrefix(caller: Caller, folder: string): string {
  return rootOf(caller) + folderWithSlash(folder);
}

/** Returns the caller's own path of a key or prefix. That of a prefix ends with its slash. */
export function pathOf(caller: Caller, key: string): string {
  return key.slice(rootOf(caller).length);
}

/** Whether an object only marks a folder: consoles and sync tools store an empty object with the name of the prefix. */
export function isFolderMarker({ key, sizeBytes }: { readonly key: string; readonly sizeBytes: number }): boolean {
  return sizeBytes === 0 && key.endsWith('/');
}
