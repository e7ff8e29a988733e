import type { ActionTarget, FileAction, FileActionId } from '../files/actions/file-action.ts';
import type { FileActions } from '../files/file-actions.ts';
import type { PreviewAction, PreviewSurroundings } from '../preview/preview-request.ts';

/** What the viewer's menu has of the table of actions: what a person wants to do with a file while looking at it. */
const offered: readonly FileActionId[] = ['rename', 'move', 'copy', 'delete'];
/** Actions after which the file is no longer where it was. */
const removing: ReadonlySet<FileActionId> = new Set(['move', 'delete']);

/** Returns what the viewer can do with the files of a list, and how it hears what becomes of them. */
export const viewerSurroundings = (
  table: readonly FileAction[],
  { hidden, deleted, restored, renamed, copied }: FileActions,
  { folder, all }: ActionTarget,
): Omit<PreviewSurroundings, 'download'> => {
  const folders = all.filter(({ kind }) => kind === 'folder');
  return {
    hidden,
    deleted,
    restored,
    renamed,
    copied,
    // The viewer knows best what its files are called now.
    actionsOn: (file, files) =>
      actionsOn(table, { entries: [file], folder, all: [...folders, ...files], isSelected: false }),
  };
};

function actionsOn(table: readonly FileAction[], target: ActionTarget) {
  return table
    .filter((action) => offered.includes(action.id) && action.offers(target))
    .map((action): PreviewAction => ({
      id: action.id,
      icon: action.icon,
      label: action.label,
      keys: action.keys,
      removes: removing.has(action.id),
      run: () => void action.run(target),
    }));
}
