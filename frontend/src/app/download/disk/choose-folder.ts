/** A folder on the disk that the person has chosen. */
export type ChosenFolder = FileSystemDirectoryHandle;

/** Parts of the File System Access API that the DOM types lack: https://wicg.github.io/file-system-access/ */
interface FolderWindow {
  readonly showDirectoryPicker?: (options: {
    readonly id: string;
    readonly mode: 'readwrite';
  }) => Promise<ChosenFolder>;
}

interface WithPermission {
  queryPermission?(descriptor: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'readwrite' }): Promise<PermissionState>;
}

/** Whether this browser lets a page write to a folder that the person chooses. */
export const canChooseFolders = (): boolean => (globalThis as FolderWindow).showDirectoryPicker !== undefined;

/**
 * Asks for a folder. The browser begins where it was asked the last time. Resolves with `undefined` when the person chooses none.
 * Must be called for a press of the person.
 */
export async function chooseFolder(): Promise<ChosenFolder | undefined> {
  try {
    return await (globalThis as FolderWindow).showDirectoryPicker?.({ id: 'airlock-downloads', mode: 'readwrite' });
  } catch {
    return undefined;
  }
}

/** Resolves with whether the page may write to the folder, without asking the person. */
export async function mayWrite(folder: ChosenFolder): Promise<boolean> {
  const state = await (folder as WithPermission).queryPermission?.({ mode: 'readwrite' });
  return (state ?? 'granted') === 'granted';
}

/** Asks the person, where that is necessary, whether the page may write to the folder. Must be called for a press. */
export async function allowedToWrite(folder: ChosenFolder): Promise<boolean> {
  if (await mayWrite(folder)) return true;
  const state = await (folder as WithPermission).requestPermission?.({ mode: 'readwrite' }).catch(() => undefined);
  return state === 'granted';
}

/** Resolves with whether the folder is still on the disk. */
export async function isOnDisk(folder: ChosenFolder): Promise<boolean> {
  try {
    await folder.keys().next();
    return true;
  } catch (error) {
    return (error as Partial<Error>).name !== 'NotFoundError';
  }
}
