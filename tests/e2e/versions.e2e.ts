import type { Page } from '@playwright/test';

import { choose, expect, pattern, payload, row, sha256, sha256OfDownload, test, uploadRow } from './journey.ts';

const first = pattern(900, 1);
const second = pattern(3000, 2);

/** Uploads a file, and then another one in its place. */
async function replace(page: Page, name: string): Promise<void> {
  await choose(page, payload(name, first));
  await expect(uploadRow(page, name)).toContainText('Verified');
  await choose(page, payload(name, second));
  await page.getByRole('button', { name: `Replace: ${name}` }).click();
  await expect(row(page, name)).toContainText('2.9 KB');
}

async function openVersions(page: Page, name: string) {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  const dialog = page.getByRole('dialog', { name: `Versions of ${name}` });
  await expect(dialog.getByRole('listitem')).not.toHaveCount(0);
  return dialog;
}

test('an earlier version is downloaded, restored, and the restoring undone', async ({ files }) => {
  await replace(files, 'plan.txt');
  const dialog = await openVersions(files, 'plan.txt');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('listitem').first()).toContainText('Current');

  const started = files.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download the version' }).last().click();
  expect(await sha256OfDownload(await started)).toBe(sha256(first));

  await dialog.getByRole('button', { name: 'Restore the version' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row(files, 'plan.txt')).toContainText('900 B');
  await files.getByRole('button', { name: 'Undo' }).click();
  await expect(row(files, 'plan.txt')).toContainText('2.9 KB');
});

test('a version is not restored over a file that has changed meanwhile', async ({ files }) => {
  await replace(files, 'plan.txt');
  const dialog = await openVersions(files, 'plan.txt');
  await expect(dialog.getByRole('listitem')).toHaveCount(2);

  const elsewhere = await files.context().newPage();
  await elsewhere.goto('/');
  await choose(elsewhere, payload('plan.txt', pattern(500, 3)));
  await elsewhere.getByRole('button', { name: 'Replace: plan.txt' }).click();
  await expect(row(elsewhere, 'plan.txt')).toContainText('500 B');

  await dialog.getByRole('button', { name: 'Restore the version' }).click();
  await expect(dialog.getByRole('alert')).toContainText('changed in the meantime');
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expect(dialog.getByRole('listitem').first()).toContainText('500 B');
});
