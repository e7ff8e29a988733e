import type { Change } from '@airlock/contract';

import { nameOf, parentOf } from '../format/name-of.ts';
import type { GroupSubject } from './change-group.ts';

/** Returns what a change that was begun elsewhere was asked to do, as far as its record says it. */
export function subjectOf({ kind, first, to, itemCount }: Change): GroupSubject {
  const from = 'path' in first ? first.path : first.folder;
  const name = itemCount === 1 ? nameOf(from) || undefined : undefined;
  if (to === undefined) return { kind, name, askedCount: itemCount };
  const isRename = kind === 'move' && itemCount === 1 && parentOf(from) === parentOf(to);
  return isRename
    ? { kind: 'rename', name, to: nameOf(to), askedCount: itemCount }
    : { kind, name, to: nameOf(parentOf(to)) || undefined, askedCount: itemCount };
}
