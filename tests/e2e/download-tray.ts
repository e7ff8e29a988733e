import type { Download, Page } from '@playwright/test';

import type { Exchange } from '../faults/proxy/exchange.ts';
import { requests } from '../faults/rig/requests.ts';
import type { Rig } from '../faults/rig/rig.ts';
import { expect, row, sha256 } from './journey.ts';
import { authorizationOf, storeContents } from './stored-files.ts';
import { readZip } from './zip-file.ts';

export const tray = (page: Page) => page.getByRole('region', { name: 'Downloads' });
export const downloadRow = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name });

/** Waits until all downloads have ended well, and opens the tray, which closes by itself then. */
export async function untilSaved(page: Page): Promise<void> {
  await tray(page).getByRole('button', { name: 'Expand downloads' }).click();
}

/** Whether a request is for the bytes of the file of this name. */
export const ofFile =
  (name: string) =>
  (exchange: Exchange): boolean =>
    requests.download(exchange) && exchange.path.endsWith(`/${encodeURIComponent(name)}`);

/** Stores files by path, and shows the list with the first of them. A path that ends with a slash is an empty folder. */
export async function store(page: Page, rig: Rig, contents: Readonly<Record<string, Buffer>>): Promise<void> {
  await storeContents(rig.stack, await authorizationOf(page), contents);
  await page.reload();
  await expect(row(page, Object.keys(contents)[0]?.split('/')[0] ?? '')).toBeVisible();
}

/** Returns the SHA-256 of each entry of a downloaded ZIP file, by its name. */
export const shasOf = async (got: Download): Promise<Record<string, string>> =>
  Object.fromEntries((await readZip(await got.path())).map(({ name, sha256: sum }) => [name, sum]));

/** Returns what `shasOf` returns of a ZIP file with these contents. */
export const shas = (contents: Readonly<Record<string, Buffer>>): Record<string, string> =>
  Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, sha256(bytes)]));
