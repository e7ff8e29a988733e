import { newFolderProblem, pathProblem } from '@airlock/contract';

import { parentOf } from '../../format/name-of.ts';
import type { Entry } from '../../files/entry.ts';
import { organiseText } from '../../text/organise-text.ts';
import { renamedPath } from '../new-path.ts';

const text = organiseText.rename;

/**
 * Returns why an entry cannot get a name, in words; `undefined` when it can. `taken` are the paths that are known in its
 * folder. Names that differ in case or in their normal form are different names, so `A.txt` may become `a.txt`.
 */
export function nameProblem(entry: Entry, name: string, taken: ReadonlySet<string>): string | undefined {
  const ofPath = entry.kind === 'folder' ? newFolderProblem : pathProblem;
  if (name === '') return ofPath('');
  if (name.includes('/')) return text.slash;
  const [path, parent] = [renamedPath(entry, name), parentOf(entry.path)];
  if (parent !== '' && newFolderProblem(parent) !== undefined) return text.folderAbove;
  if (path === entry.path) return undefined;
  return ofPath(path) ?? (taken.has(path) || taken.has(otherKind(path)) ? text.taken : undefined);
}

/** A file and a folder of one name can both be there, but people could not tell them apart. */
const otherKind = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : `${path}/`);

/** Returns the length of a name without its ending: what is selected when a file is renamed. */
export function stemLength({ kind, name }: Pick<Entry, 'kind' | 'name'>): number {
  const dot = name.lastIndexOf('.');
  return kind === 'folder' || dot <= 0 ? name.length : dot;
}

/** Returns a warning about an ending that changes; `undefined` when it stays. */
export function endingWarning(entry: Pick<Entry, 'kind' | 'name'>, name: string): string | undefined {
  if (entry.kind === 'folder') return undefined;
  const [before, after] = [endingOf(entry.name), endingOf(name)];
  return before === '' || before.toLowerCase() === after.toLowerCase() ? undefined : text.ending(before, after);
}

const endingOf = (name: string): string => name.slice(stemLength({ kind: 'file', name }));
