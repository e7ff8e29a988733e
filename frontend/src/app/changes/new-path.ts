import type { MoveItem } from '@airlock/contract';

import { parentOf } from '../format/name-of.ts';
import type { Entry } from '../files/entry.ts';

/** Returns the path that an entry has under another name. That of a folder ends with a slash. */
export const renamedPath = ({ kind, path }: Entry, name: string): string =>
  `${parentOf(path)}${name}${kind === 'folder' ? '/' : ''}`;

/** Returns the path that an entry has in another folder. */
export const pathIn = (folder: string, { kind, name }: Entry): string =>
  `${folder}${name}${kind === 'folder' ? '/' : ''}`;

/** Returns the item of a request that moves or copies an entry to `to`: a file only in the version that is shown. */
export const itemTo = (entry: Entry, to: string): MoveItem =>
  entry.kind === 'file' ? { path: entry.path, etag: entry.etag, to } : { folder: entry.path, to };

/** Returns whether an entry can be moved or copied into a folder: a folder cannot be in itself. */
export const canBeIn = (folder: string, { kind, path }: Entry): boolean => kind === 'file' || !folder.startsWith(path);
