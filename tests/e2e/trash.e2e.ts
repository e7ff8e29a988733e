import type { Page } from '@playwright/test';

import { choose, expect, pattern, payload, row, test } from './journey.ts';
import { authorizationOf, deleteFolder, storeFiles } from './stored-files.ts';

async function deleteFile(page: Page, name: string): Promise<void> {
  await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(page, name)).toHaveCount(0);
  await expect(page.getByText(`“${name}” deleted`)).toBeVisible();
}

const trashRow = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Deleted files' }).getByRole('row').filter({ hasText: name });

const goTo = (page: Page, place: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();

test('a deleted file waits in the trash, and comes back from there', async ({ files }) => {
  await choose(files, payload('draft.txt', pattern(10)));
  await expect(row(files, 'draft.txt')).toBeVisible();
  await deleteFile(files, 'draft.txt');
  await goTo(files, 'Trash');
  await expect(files).toHaveTitle('Trash · Airlock');
  await expect(trashRow(files, 'draft.txt')).toContainText(/in 3[01] days/);
  await files.getByRole('button', { name: 'Restore draft.txt' }).click();
  await expect(files.getByText('The trash is empty')).toBeVisible();
  await goTo(files, 'My files');
  await expect(row(files, 'draft.txt')).toBeVisible();
});

test('a file whose name is taken stays in the trash, and a notice says why', async ({ files }) => {
  await choose(files, payload('report.txt', pattern(10)));
  await expect(row(files, 'report.txt')).toBeVisible();
  await deleteFile(files, 'report.txt');
  await goTo(files, 'Trash');
  await expect(trashRow(files, 'report.txt')).toBeVisible();

  const elsewhere = await files.context().newPage();
  await elsewhere.goto('/');
  await choose(elsewhere, payload('report.txt', pattern(20)));
  await expect(row(elsewhere, 'report.txt')).toBeVisible();

  await files.getByRole('button', { name: 'Restore report.txt' }).click();
  await expect(files.getByText('another file has this name now')).toBeVisible();
});

test('the trash is searched, narrowed to a folder, and emptied after a question', async ({ files, stack }) => {
  const authorization = await authorizationOf(files);
  const names = ['a.txt', 'reports/b.txt', 'reports/2026/c.txt'];
  await storeFiles(stack, authorization, names);
  await deleteFolder(files, authorization, '');
  await goTo(files, 'Trash');
  await expect(files.getByText('3 files', { exact: true })).toBeVisible();

  await files.getByRole('searchbox', { name: 'Search the trash' }).fill('B.T');
  await expect(files.getByText('1 match', { exact: true })).toBeVisible();
  await files.getByRole('button', { name: 'Clear search' }).click();

  await files.getByRole('link', { name: 'reports', exact: true }).click();
  await expect(files).toHaveURL(/\/trash\?folder=reports$/);
  await expect(trashRow(files, 'c.txt')).toBeVisible();
  await expect(trashRow(files, 'a.txt')).toHaveCount(0);
  await files.goBack();

  await files.getByRole('button', { name: 'Empty trash' }).click();
  const question = files.getByRole('dialog');
  await expect(question).toContainText('delete 3 files for ever?');
  await expect(question).toContainText('cannot be undone');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(trashRow(files, 'a.txt')).toBeVisible();
  await files.getByRole('button', { name: 'Empty trash' }).click();
  await question.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(files.getByText('The trash is empty')).toBeVisible();
  await expect(files.getByText('3 files deleted for ever')).toBeVisible();
  await files.reload();
  await expect(files.getByText('The trash is empty')).toBeVisible();
});

test('a large trash is loaded to its end, selected and restored as one', async ({ files, stack }) => {
  test.setTimeout(240_000);
  const authorization = await authorizationOf(files);
  const paths = Array.from({ length: 1200 }, (_, index) => `scans/page-${index}.txt`);
  await storeFiles(stack, authorization, paths);
  await deleteFolder(files, authorization, 'scans');
  await files.goto('/trash');
  await expect(files.getByText('1,200 files', { exact: true })).toBeVisible({ timeout: 30_000 });
  await files.getByRole('checkbox', { name: 'Select all' }).check();
  await files.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(files.getByText('The trash is empty')).toBeVisible();
  await expect(files.getByText('1,200 files restored')).toBeVisible();
});

test('a trash that cannot be loaded says what to do, and recovers', async ({ files }) => {
  await files.route('**/api/files/trash*', (route) => route.fulfill({ status: 503, body: '{"message":null}' }));
  await files.goto('/trash');
  await expect(files.getByText('The trash could not be loaded')).toBeVisible();
  await files.unrouteAll();
  await files.getByRole('button', { name: 'Try again' }).click();
  await expect(files.getByText('The trash is empty')).toBeVisible();
});

test('the trash opens without a network, says so, and loads by itself when it is back', async ({ files }) => {
  // By then the code of the pages has been loaded ahead.
  await files.goto('/files', { waitUntil: 'networkidle' });
  await files.context().setOffline(true);
  await goTo(files, 'Trash');
  await expect(files.getByText('The trash could not be loaded')).toBeVisible();
  await files.context().setOffline(false);
  await expect(files.getByText('The trash is empty')).toBeVisible();
});
