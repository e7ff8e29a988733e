import { randomUUID } from 'node:crypto';

import type { Page } from '@playwright/test';

import type { Exchange } from '../faults/proxy/exchange.ts';
import { requests } from '../faults/rig/requests.ts';
import type { Rig } from '../faults/rig/rig.ts';
import { answerFolderDialog } from './disk-folder.ts';
import { expect, row, sha256 } from './journey.ts';
import { test as base } from './rig-journey.ts';
import { authorizationOf, storeContents } from './stored-files.ts';

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

export const tray = (page: Page) => page.getByRole('region', { name: 'Downloads' });
export const downloadRow = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name });
export const ofFile =
  (name: string) =>
  (exchange: Exchange): boolean =>
    requests.download(exchange) && exchange.path.endsWith(`/${encodeURIComponent(name)}`);

export async function store(page: Page, rig: Rig, contents: Contents): Promise<void> {
  await storeContents(rig.stack, await authorizationOf(page), contents);
  await page.reload();
  await expect(row(page, Object.keys(contents)[0]?.split('/')[0] ?? '')).toBeVisible();
}

export async function toFolder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download to a folder…' }).click();
}

/** Waits until all downloads have ended well, and opens the tray, which closes by itself then. */
export async function untilSaved(page: Page): Promise<void> {
  await tray(page).getByRole('button', { name: 'Expand downloads' }).click();
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
