import type { Page } from '@playwright/test';

import { holdDatabases } from './held-databases.ts';
import { choose, expect, givePassword, newButton, pattern, payload, signOut, test } from './journey.ts';
import { holdLastPart } from './parts-under-way.ts';

/** A file of two parts. */
const film = payload('film.bin', pattern(17 * 1024 * 1024));

test.beforeEach(({ page }) => void page.on('dialog', (dialog) => void dialog.accept()));

/** Returns what this browser remembers of uploads, of whomever. */
const remembered = (page: Page): Promise<unknown[]> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('airlock-uploads');
        opening.onerror = () => reject(new Error('The database cannot be opened.'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('uploads').objectStore('uploads').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map((record: { path: string }) => record.path));
          };
        };
      }),
  );

const askToSignOut = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '1 file is still uploading. Sign out and stop it?' })).toBeVisible();
};

test('a sign-out forgets the unfinished uploads when it is asked to, and only then', async ({ files, account }) => {
  await holdLastPart(files, () => choose(files, film), 2);
  await askToSignOut(files, account.name);
  await files.keyboard.press('Escape');
  await expect(newButton(files)).toBeVisible();

  await askToSignOut(files, account.name);
  await files.getByRole('button', { name: 'Keep and sign out' }).click();
  await expect(files.getByLabel('User name')).toBeVisible();
  expect(await remembered(files)).toEqual(['film.bin']);
  await givePassword(files, account);
  await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('film.bin');

  await askToSignOut(files, account.name);
  await files.getByRole('button', { name: 'Forget and sign out' }).click();
  await expect(files.getByLabel('User name')).toBeVisible();
  expect(await remembered(files)).toEqual([]);
  // What has arrived is still there, and can be resumed with the file.
  await givePassword(files, account);
  await expect(files.getByRole('button', { name: 'Resume film.bin' })).toBeVisible();
});

test('a sign-out forgets them also when the browser opens its records only later', async ({ files, account }) => {
  await holdLastPart(files, () => choose(files, film), 2);
  expect(await remembered(files)).toEqual(['film.bin']);
  const openDatabases = await holdDatabases(files);
  await files.reload();
  await holdLastPart(files, () => choose(files, { ...film, name: 'second.bin' }), 2);
  await askToSignOut(files, account.name);
  await files.getByRole('button', { name: 'Forget and sign out' }).click();
  await expect(files.getByLabel('User name')).toBeVisible();
  await openDatabases();
  await expect.poll(() => remembered(files)).toEqual([]);
  // The person is remembered until the rest is gone too.
  const toForget = () => files.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('forgotten')));
  await expect.poll(toForget).toEqual([]);
});

test('a sign-out asks nothing when no upload is unfinished', async ({ files, account }) => {
  await choose(files, payload('small.txt', pattern(10)));
  await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('1 file uploaded');
  await signOut(files, account.name);
});
