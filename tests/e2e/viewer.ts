import type { Locator, Page } from '@playwright/test';

import { choose, expect, payload, row } from './journey.ts';

/** Returns the viewer that is open. */
export const viewer = (page: Page): Locator => page.getByRole('dialog');

/** Uploads files with these contents, and shows the list with all of them. */
export async function store(page: Page, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  const all = Object.entries(files);
  await choose(
    page,
    all.map(([name, bytes]) => payload(name, Buffer.from(bytes))),
  );
  const tray = page.getByRole('region', { name: 'Uploads' });
  await expect(tray.getByRole('heading', { name: /^\d+ files? uploaded$/ })).toBeVisible({ timeout: 60_000 });
  // The list is asked for in its own time while files arrive.
  await page.reload();
  for (const [name] of all) await expect(row(page, name)).toBeVisible();
}

/** Opens a file of the list in the viewer, by keys. */
export async function openViewer(page: Page, name: string): Promise<Locator> {
  await row(page, name).focus();
  await page.keyboard.press('Enter');
  await expect(viewer(page).getByRole('heading', { name, exact: true })).toBeVisible();
  return viewer(page);
}
