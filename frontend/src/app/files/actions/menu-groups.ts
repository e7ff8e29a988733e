import type { ActionTarget, FileAction } from './file-action.ts';

/** Actions between two lines of a menu. */
export interface MenuGroup {
  readonly group: FileAction['group'];
  readonly actions: readonly FileAction[];
}

const order: readonly FileAction['group'][] = ['open', 'organise', 'about', 'remove'];

/** Returns the actions that are offered for `target`, in the groups of a menu. Groups without an action are left out. */
export function menuGroups(table: readonly FileAction[], target: ActionTarget): readonly MenuGroup[] {
  const offered = table.filter((action) => action.offers(target));
  return order
    .map((group) => ({ group, actions: offered.filter((action) => action.group === group) }))
    .filter(({ actions }) => actions.length > 0);
}
