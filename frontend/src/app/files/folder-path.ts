import { folderWithSlash } from '@airlock/contract';

/*
 * Inside the app a folder is its path with the slash at its end, and the top folder is the empty text. Other tools store
 * names with several slashes in a row, so that `dbl/` and `dbl//` are two folders: without the slash they would be one.
 */

/** Returns the folder that an address names: `?folder=reports/2026` is the folder `reports/2026/`. */
export const folderOf = (parameter: string | null | undefined): string => folderWithSlash(parameter ?? '');

/** Returns what an address says about a folder, the reverse of `folderOf`; `null` for the top folder. */
export function folderParam(folder: string): string | null {
  if (folder === '') return null;
  const bare = folder.slice(0, -1);
  return folderOf(bare) === folder ? bare : folder;
}

/** Returns the folders on the way from the top to a folder, without the top, and with it: `a/`, `a/b/`. */
export function foldersTo(folder: string): string[] {
  const names = folder.split('/').slice(0, -1);
  return names.map((_, index) => `${names.slice(0, index + 1).join('/')}/`);
}
