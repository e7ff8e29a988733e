import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { choose, chooseFolder, chooseNew, expect, newButton, pattern, payload, row, test } from './journey.ts';

test('a folder is made from the menu, has the focus, and its name is taken then', async ({ files }) => {
  await chooseNew(files, 'New folder');
  const dialog = files.getByRole('dialog', { name: 'New folder' });
  const field = dialog.getByLabel('Name', { exact: true });
  await expect(field).toBeFocused();
  await field.fill('2026/q3');
  await expect(field).toHaveAccessibleDescription(/cannot contain a slash/);
  await field.fill('reports');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(files, 'reports')).toBeVisible();
  await expect(row(files, 'reports')).toBeFocused();

  await chooseNew(files, 'New folder');
  await field.fill('reports');
  await files.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription('There is a file or folder with this name already.');
  await files.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(newButton(files)).toBeFocused();
});

test('the list of keys opens by one, and not while typing', async ({ files }) => {
  await files.getByLabel('Filter this folder').pressSequentially('?');
  await expect(files.getByRole('dialog')).toBeHidden();
  await newButton(files).focus();
  await files.keyboard.press('?');
  const dialog = files.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByText('New folder')).toBeVisible();
  await files.keyboard.press('Escape');
  await expect(newButton(files)).toBeFocused();
});

test('the account menu shows who is signed in, and keeps the appearance', async ({ files, account }) => {
  await files.getByRole('button', { name: `Account of ${account.name}` }).click();
  await expect(files.getByRole('menu')).toContainText(account.name);
  await files.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(files.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
  await files.reload();
  await expect(newButton(files)).toBeVisible();
  await expect(files.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a folder that was uploaded is one line of the activity, also when the tray is gone', async ({ files }) => {
  const disk = await mkdtemp(join(tmpdir(), 'airlock-folder-'));
  await mkdir(join(disk, 'photos'));
  for (const name of ['1.txt', '2.txt', '3.txt']) await writeFile(join(disk, 'photos', name), name);
  await chooseFolder(files, join(disk, 'photos'));
  await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('3 files uploaded');
  await files.getByRole('button', { name: 'Clear finished' }).click();
  await rm(disk, { recursive: true });

  await files.getByRole('link', { name: 'Activity' }).click();
  await expect(files.getByText('Uploaded 3 files to My files')).toBeVisible();
  await files.getByRole('button', { name: 'Changes', exact: true }).click();
  await expect(files.getByText('Nothing has changed in the last 7 days')).toBeVisible();
  await files.getByRole('button', { name: 'Uploads', exact: true }).click();
  await files.getByRole('link', { name: 'Show the folder: Uploaded 3 files to My files' }).click();
  await expect(row(files, 'photos')).toBeVisible();
});

test('an upload that goes on is stopped in the activity', async ({ files }) => {
  await files.route('**/api/files/presign-put*', () => undefined);
  await choose(files, payload('slow.bin', pattern(1000)));
  await files.getByRole('link', { name: 'Activity' }).click();
  await files.getByRole('button', { name: 'Stop: Uploading “slow.bin” to My files' }).click();
  await expect(files.getByText('Did not upload “slow.bin” to My files')).toBeVisible();
  await files.unrouteAll({ behavior: 'ignoreErrors' });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('a folder is made by touch, and nothing covers it', async ({ files }) => {
    await newButton(files).tap();
    await files.getByRole('menuitem', { name: 'New folder' }).tap();
    await files.getByLabel('Name', { exact: true }).fill('reports');
    await files.getByRole('button', { name: 'Create' }).tap();
    await expect(row(files, 'reports')).toBeVisible();
    for (const target of [newButton(files), files.getByRole('link', { name: 'Activity' })]) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await files.getByRole('link', { name: 'Activity' }).tap();
    await expect(files).toHaveTitle('Activity · Airlock');
    await expect(files.getByRole('link', { name: 'Activity' })).toHaveAttribute('aria-current', 'page');
    await files.goBack();
    await expect(row(files, 'reports')).toBeVisible();
  });
});
