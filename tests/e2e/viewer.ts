import type { Locator, Page } from '@playwright/test';

import { expect, row } from './journey.ts';

/** Returns the viewer that is open. */
export const viewer = (page: Page): Locator => page.getByRole('dialog');

/** Opens a file of the list in the viewer, by keys. */
export async function openViewer(page: Page, name: string): Promise<Locator> {
  await row(page, name).focus();
  await page.keyboard.press('Enter');
  await expect(viewer(page).getByRole('heading', { name, exact: true })).toBeVisible();
  return viewer(page);
}
