import { newFolderProblem } from '@airlock/contract';

import { newText } from '../../text/new-text.ts';

/**
 * Returns the path of a new folder as the server takes it. Spaces around a name come from pasting, and macOS types some
 * letters in another normal form: nobody means them.
 */
export const newFolderPath = (folder: string, typed: string): string => folder + typed.trim().normalize('NFC');

/** Returns a sentence that says why no folder in `folder` can have the name that was typed, or `undefined`. */
export function newFolderNameProblem(folder: string, typed: string): string | undefined {
  if (typed.trim() === '') return newText.dialog.required;
  if (typed.includes('/')) return newText.dialog.slash;
  return newFolderProblem(newFolderPath(folder, typed));
}
