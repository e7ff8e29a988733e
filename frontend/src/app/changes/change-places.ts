import { folderWithSlash, type Change } from '@airlock/contract';

import { parentOf } from '../format/name-of.ts';

/**
 * Returns where files go or come when a change is undone, as far as its record says it: the paths of its only item, or, of
 * several, the folders of the first.
 */
export function placesOf({ kind, first, to, itemCount }: Change): string[] {
  const from = 'path' in first ? first.path : first.folder;
  // What was copied stays where it is.
  const named = to === undefined ? [from] : kind === 'copy' ? [to] : [from, to];
  const paths = 'path' in first ? named : named.map(folderWithSlash);
  return itemCount === 1 ? paths : paths.map(parentOf);
}
