import type { Page } from '@playwright/test';

/**
 * Answers the dialog for a folder. Nobody can answer that of the system from outside, so the folder is one of the browser's
 * own disk for this origin, with the same file system API. It stays there when the page is reloaded.
 */
export async function answerFolderDialog(page: Page, name: string): Promise<void> {
  const answer = (folder: string) => {
    const showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
    Object.assign(window, { showDirectoryPicker });
  };
  await page.addInitScript(answer, name);
  await page.evaluate(answer, name);
}

/** Resolves with the SHA-256 of each file in the folder, by its path. An empty folder has none. */
export const filesOnDisk = (page: Page, name: string): Promise<Record<string, string>> =>
  page.evaluate(async (folder) => {
    const all: Record<string, string> = {};
    const look = async (handle: FileSystemDirectoryHandle, path: string): Promise<void> => {
      let isEmpty = true;
      for await (const [child, entry] of handle.entries()) {
        isEmpty = false;
        if (entry.kind === 'directory') {
          await look(entry, `${path}${child}/`);
        } else {
          const bytes = await (await entry.getFile()).arrayBuffer();
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
          all[path + child] = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
        }
      }
      if (isEmpty && path !== '') all[path] = '';
    };
    await look(await (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true }), '');
    return all;
  }, name);

/** Resolves with the text of a file at the top of the folder. */
export const textOnDisk = (page: Page, name: string, file: string): Promise<string> =>
  page.evaluate(
    async ([folder, child]) => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
      return (await (await root.getFileHandle(child)).getFile()).text();
    },
    [name, file] as const,
  );
