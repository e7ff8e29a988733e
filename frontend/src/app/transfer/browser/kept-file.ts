/** What of a `FileSystemFileHandle` is needed; the permission methods are Chromium's and not in TypeScript's library. */
interface KeptHandle {
  getFile(): Promise<File>;
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/**
 * The file of a handle that a resume record kept, so that nobody has to choose it again. Call it from a click: the browser
 * may ask the person. `undefined` when they refuse or the file is gone; then it must be chosen.
 */
export async function keptFile(handle: KeptHandle): Promise<File | undefined> {
  try {
    let permission = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
    if (permission === 'prompt') permission = (await handle.requestPermission?.({ mode: 'read' })) ?? 'denied';
    return permission === 'granted' ? await handle.getFile() : undefined;
  } catch {
    return undefined;
  }
}
