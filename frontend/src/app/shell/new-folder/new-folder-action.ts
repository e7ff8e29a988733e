import { newFolderProblem } from '@airlock/contract';

import type { FileAction } from '../../files/actions/file-action.ts';
import { newText } from '../../text/new-text.ts';

/** Makes a folder in the folder that is shown, unless the name of that one is not allowed for new files. */
export const newFolderAction = (open: (folder: string) => void | Promise<void>): FileAction => ({
  id: 'new-folder',
  group: 'organise',
  icon: 'folder-new',
  label: newText.folder,
  // Browsers take Ctrl+N and Ctrl+Shift+N for windows of their own, and letters find rows.
  keys: ['F8'],
  offers: ({ entries, folder }) =>
    entries.length === 0 && folder !== undefined && (folder === '' || newFolderProblem(folder) === undefined),
  run: ({ folder }) => open(folder ?? ''),
});
