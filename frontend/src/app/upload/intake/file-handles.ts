/**
 * Parts of the File System Access API that the DOM types of TypeScript lack. Chromium has them; other browsers have
 * some or none, so everything here is optional. https://wicg.github.io/file-system-access/
 */
interface WithHandle {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

interface WithPicker {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
}

interface WithPermission {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
}

/**
 * Returns the handle of a dropped item, or nothing where the browser has none. Must be called within the drop event.
 */
export async function handleOf(item: DataTransferItem): Promise<FileSystemHandle | undefined> {
  try {
    return (await (item as WithHandle).getAsFileSystemHandle?.()) ?? undefined;
  } catch {
    return undefined; // A system folder, or a file that some page made: it can be sent, and not be found again.
  }
}

export const isFileHandle = (handle: FileSystemHandle | undefined): handle is FileSystemFileHandle =>
  handle?.kind === 'file';
export const isFolderHandle = (handle: FileSystemHandle | undefined): handle is FileSystemDirectoryHandle =>
  handle?.kind === 'directory';

export type Picked =
  { kind: 'picked'; handles: FileSystemFileHandle[] } | { kind: 'dismissed' } | { kind: 'unsupported' };

/** Lets the person choose files that can be opened again after a reload. Must be called within a click. */
export async function pickFiles(window: Window, multiple: boolean): Promise<Picked> {
  const asking = window as WithPicker;
  if (!asking.showOpenFilePicker) return { kind: 'unsupported' };
  try {
    return { kind: 'picked', handles: await asking.showOpenFilePicker({ multiple }) };
  } catch (error) {
    return { kind: error instanceof DOMException && error.name === 'AbortError' ? 'dismissed' : 'unsupported' };
  }
}

export type Reopened = { kind: 'opened'; file: File } | { kind: 'denied' } | { kind: 'gone' };

/** Opens the file of a handle from an earlier visit. It may ask for permission, so it must be called within a click. */
export async function reopen(handle: FileSystemFileHandle): Promise<Reopened> {
  try {
    if (!(await mayRead(handle))) return { kind: 'denied' };
    return { kind: 'opened', file: await handle.getFile() };
  } catch {
    return { kind: 'gone' };
  }
}

/**
 * Resolves with whether the page may read what `handle` stands for. It may ask for permission, so it must be called within
 * a click.
 */
export async function mayRead(handle: FileSystemHandle): Promise<boolean> {
  const asking = handle as WithPermission;
  let permission = (await asking.queryPermission?.({ mode: 'read' })) ?? 'granted';
  if (permission === 'prompt') permission = (await asking.requestPermission?.({ mode: 'read' })) ?? 'denied';
  return permission === 'granted';
}
