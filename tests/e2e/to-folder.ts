import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import { answerFolderDialog } from './disk-folder.ts';
import { tray } from './download-tray.ts';
import { sha256 } from './journey.ts';
import { test as base } from './rig-journey.ts';

/** Contents by path. A path that ends with a slash is an empty folder. */
type Contents = Readonly<Record<string, Buffer>>;

/** The journeys' test with a folder on the disk that the dialog is answered with. */
export const test = base.extend<{ folder: string }>({
  folder: async ({ files }, use) => {
    const name = randomUUID();
    await answerFolderDialog(files, name);
    await use(name);
  },
});

export async function toFolder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download to a folder…' }).click();
}

/** Forgets what is over, so that the next download is the only one in the tray. */
export async function clearTray(page: Page): Promise<void> {
  await tray(page).getByRole('button', { name: 'Clear finished downloads' }).click();
}

/** Returns the SHA-256 of each file, as `filesOnDisk` tells it of the disk. */
export const shas = (contents: Contents): Record<string, string> =>
  Object.fromEntries(
    Object.entries(contents).map(([name, bytes]) => [
      name,
      bytes.length === 0 && name.endsWith('/') ? '' : sha256(bytes),
    ]),
  );
