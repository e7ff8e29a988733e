import type { Page } from '@playwright/test';

import { chooseNew, newButton } from '../e2e/journey.ts';

type Take = (name: string) => Promise<Buffer>;

/** Takes what belongs to every page: the menu of new things, the dialog of a folder, and the list of keys. */
export async function takeFrame(page: Page, take: Take): Promise<void> {
  await newButton(page).click();
  await page.getByRole('menuitem', { name: 'New folder' }).waitFor();
  await take('new-menu');
  await page.keyboard.press('Escape');
  await chooseNew(page, 'New folder');
  await page.getByLabel('Name', { exact: true }).fill('2026/reports');
  await take('new-folder');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await take('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByText('Uploaded “').first().waitFor();
  await take('activity-uploads');
  await page.getByRole('link', { name: 'My files', exact: true }).click();
}
