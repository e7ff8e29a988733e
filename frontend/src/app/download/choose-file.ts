import type { ChosenFile } from './page-downloads.ts';

interface SavingWindow {
  readonly showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<ChosenFile>;
}

const savingWindow = globalThis as SavingWindow;

/** Whether this browser lets a page write to a file that the person chooses. */
export const canChooseFiles = (): boolean => savingWindow.showSaveFilePicker !== undefined;

/** Asks where a file is saved. Resolves with `undefined` when the person chooses nothing. */
export async function chooseFile(suggestedName: string): Promise<ChosenFile | undefined> {
  try {
    return await savingWindow.showSaveFilePicker?.({ suggestedName });
  } catch {
    return undefined;
  }
}
